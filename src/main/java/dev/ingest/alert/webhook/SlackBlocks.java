package dev.ingest.alert.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.alert.Alert;
import dev.ingest.alert.Alert.Item;
import dev.ingest.record.JsonText;
import java.util.stream.Collectors;

/** Blocks of plain text, as Slack's incoming webhooks take them. */
final class SlackBlocks {
    /** The longest heading that Slack takes. */
    private static final int HEADING = 150;

    private SlackBlocks() {}

    static ObjectNode of(Alert alert) {
        String title = alert.title();
        ObjectNode root = JsonText.object().put("text", escaped(title));
        ArrayNode blocks = root.putArray("blocks");
        block(blocks, "header", title.substring(0, Math.min(HEADING, title.length())));
        for (Item item : alert.items()) {
            block(blocks, "section", item.occasion() + "  " + item.job() + "\n" + item.text());
        }
        if (alert.more() > 0) {
            block(blocks, "section", alert.rest());
        }
        block(
                blocks,
                "section",
                alert.facts().stream()
                        .map(fact -> fact.name() + ": " + fact.text())
                        .collect(Collectors.joining("\n")));
        return root;
    }

    private static void block(ArrayNode blocks, String type, String text) {
        blocks.addObject()
                .put("type", type)
                .putObject("text")
                .put("type", "plain_text")
                .put("text", text)
                .put("emoji", false);
    }

    /** The text of a notification knows Slack's marks. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
