package dev.ingest.alert.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.alert.Alert;
import dev.ingest.alert.Alert.Item;
import dev.ingest.alert.Alert.Occasion;
import dev.ingest.record.JsonText;

/** An adaptive card in a message, as Teams' workflow "when a Teams webhook request is received" takes it. */
final class TeamsCard {
    private TeamsCard() {}

    static ObjectNode of(Alert alert) {
        ObjectNode root = JsonText.object().put("type", "message");
        ObjectNode attachment = root.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        ArrayNode body = card.putArray("body");
        text(body, alert.title()).put("weight", "Bolder").put("size", "Medium");
        for (Item item : alert.items()) {
            text(body, item.occasion() + "  " + item.job())
                    .put("weight", "Bolder")
                    .put("color", color(item.occasion()));
            text(body, item.text());
        }
        if (alert.more() > 0) {
            text(body, alert.rest());
        }
        ArrayNode facts = body.addObject().put("type", "FactSet").putArray("facts");
        alert.facts()
                .forEach(fact -> facts.addObject().put("title", fact.name()).put("value", fact.text()));
        card.putObject("msteams").put("width", "Full");
        return root;
    }

    /** Unlike a text block, a run of text knows no Markdown: nothing in an error is taken for a link. */
    private static ObjectNode text(ArrayNode body, String text) {
        return body.addObject()
                .put("type", "RichTextBlock")
                .putArray("inlines")
                .addObject()
                .put("type", "TextRun")
                .put("text", text);
    }

    private static String color(Occasion occasion) {
        return switch (occasion) {
            case FAILED -> "Attention";
            case LATE, ROWS -> "Warning";
            case RECOVERED, TEST -> "Good";
        };
    }
}
