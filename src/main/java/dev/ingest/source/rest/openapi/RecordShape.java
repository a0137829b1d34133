package dev.ingest.source.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;

/**
 * Where a response has its records.
 *
 * @param format {@code json}, {@code ndjson} or {@code csv}
 * @param selector of the list
 * @param reason for the selector
 * @param record the schema of one; missing where the document does not tell
 * @param doubt why this may be wrong
 */
record RecordShape(String format, Optional<String> selector, String reason, JsonNode record, Optional<String> doubt) {
    /** What lists of records are usually called. */
    private static final List<String> USUAL = List.of(
            "data",
            "items",
            "results",
            "entries",
            "records",
            "rows",
            "entities",
            "payload",
            "content",
            "objects",
            "values",
            "value");

    /** The shape of the answer to {@code operation}; empty where it has no list. */
    static Optional<RecordShape> of(Document document, Operation operation, Envelope envelope) {
        JsonNode schema = operation.schema(document);
        if (Document.isList(schema)) {
            return Optional.of(listed("$", "the response is the list", document.elements(schema), Optional.empty()));
        }
        List<Envelope.Place> lists = envelope.places().stream()
                .filter(place -> Document.isList(place.schema()))
                .filter(place -> isOfRecords(document, place))
                .toList();
        if (!lists.isEmpty()) {
            return chosen(document, operation, envelope, lists);
        }
        if (schema.isMissingNode()) {
            return unstructured(operation);
        }
        return Optional.empty();
    }

    private static boolean isOfRecords(Document document, Envelope.Place place) {
        JsonNode element = document.elements(place.schema());
        return element.isMissingNode() || element.isEmpty() || Document.isObject(element);
    }

    private static Optional<RecordShape> chosen(
            Document document, Operation operation, Envelope envelope, List<Envelope.Place> lists) {
        for (String name : USUAL) {
            for (Envelope.Place list : lists) {
                if (list.name().equalsIgnoreCase(name)) {
                    return found(document, list, "what lists are usually called", Optional.empty());
                }
            }
        }
        List<String> segments = operation.segments();
        String last = segments.isEmpty() ? "" : Parameter.plain(segments.get(segments.size() - 1));
        for (Envelope.Place list : lists) {
            if (Parameter.plain(list.name()).equals(last)) {
                return found(document, list, "named like the path", Optional.empty());
            }
        }
        List<String> names = lists.stream().map(Envelope.Place::toString).toList();
        boolean paged = envelope.total().isPresent()
                || envelope.more().isPresent()
                || envelope.link().isPresent()
                || envelope.cursor().isPresent();
        boolean alone = names.size() == 1 && (paged || envelope.places().size() == 1);
        if (!alone && operation.path().endsWith("}")) {
            return Optional.empty();
        }
        return found(
                document,
                lists.get(0),
                alone ? "the only list of the response" : "the first list of the response",
                alone
                        ? Optional.empty()
                        : Optional.of("the response may be one record that has lists: " + String.join(", ", names)));
    }

    private static Optional<RecordShape> found(
            Document document, Envelope.Place list, String reason, Optional<String> doubt) {
        return Optional.of(listed(list.toString(), reason, document.elements(list.schema()), doubt));
    }

    private static RecordShape listed(String selector, String reason, JsonNode record, Optional<String> doubt) {
        boolean plain = !record.isMissingNode() && !record.isEmpty() && !Document.isObject(record);
        return new RecordShape(
                "json",
                Optional.of(selector),
                reason,
                record,
                plain ? Optional.of("the elements of the list are no objects") : doubt);
    }

    private static Optional<RecordShape> unstructured(Operation operation) {
        for (String format : List.of("ndjson", "csv")) {
            String type = format.equals("csv") ? "(?i)text/csv.*" : "(?i)application/(x-)?(ndjson|jsonl|json-lines).*";
            if (operation.content(type).isPresent()) {
                return Optional.of(
                        new RecordShape(format, Optional.empty(), "", MissingNode.getInstance(), Optional.empty()));
            }
        }
        boolean says = operation.response().path("content").isObject()
                && !operation.response().path("content").isEmpty();
        return says || operation.path().endsWith("}")
                ? Optional.empty()
                : Optional.of(new RecordShape(
                        "json",
                        Optional.empty(),
                        "",
                        MissingNode.getInstance(),
                        Optional.of("the document does not say what the response holds")));
    }
}
