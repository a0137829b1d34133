package dev.ingest.alert.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.alert.Alert;
import dev.ingest.record.JsonText;

/** A form of our own; the documentation has its schema. */
final class PlainMessage {
    private PlainMessage() {}

    static ObjectNode of(Alert alert) {
        ObjectNode root = JsonText.versioned();
        root.put("occasion", alert.occasion().name());
        root.put("title", alert.title());
        root.put("text", String.join("\n", alert.lines()));
        ArrayNode items = root.putArray("items");
        alert.items()
                .forEach(item -> items.addObject()
                        .put("occasion", item.occasion().name())
                        .put("job", item.job())
                        .put("text", item.text()));
        root.put("more", alert.more());
        ArrayNode facts = root.putArray("facts");
        alert.facts().forEach(fact -> facts.addObject().put("name", fact.name()).put("text", fact.text()));
        return root;
    }
}
