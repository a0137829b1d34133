package dev.ingest.source.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.TableName;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.endpoint.Repeats;
import dev.ingest.source.rest.exchange.Exchange;
import dev.ingest.source.rest.expression.Bindings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * All runs through the pages of an endpoint: one for each combination of listed values, records of its parents and steps of
 * its window. Parents are read as they are wanted, so that no more than a page of each is held.
 */
final class Tour {
    private static final int DEEPEST = 8;

    private final RestTarget target;
    private final Exchange exchange;
    private final List<ParentRecords> open = new CopyOnWriteArrayList<>();

    Tour(RestTarget target, Exchange exchange) {
        this.target = target;
        this.exchange = exchange;
    }

    /** The runs of {@code endpoint}, what all of them are made with given. */
    Iterator<Stop> stops(Endpoint endpoint, Bindings bindings, List<JsonNode> steps) {
        Iterator<Stop> stops = stops(endpoint, Stop.of(bindings), Set.of(endpoint.name()));
        return steps.isEmpty()
                ? stops
                : new Nested<>(stops, stop -> steps.stream().map(stop::withStep).iterator());
    }

    private Iterator<Stop> stops(Endpoint endpoint, Stop start, Set<String> around) {
        if (around.size() > DEEPEST) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot read " + endpoint.name() + ": it has parents over more than " + DEEPEST + " levels.");
        }
        Iterator<Stop> stops = List.of(start).iterator();
        for (Map.Entry<String, List<String>> list : endpoint.repeats().lists().entrySet()) {
            stops = new Nested<>(
                    stops,
                    stop -> list.getValue().stream()
                            .map(value -> stop.withValue(list.getKey(), TextNode.valueOf(value)))
                            .iterator());
        }
        for (Repeats.Parent parent : endpoint.repeats().parents()) {
            stops = new Nested<>(stops, stop -> parents(endpoint, parent, stop, around));
        }
        return stops;
    }

    private Iterator<Stop> parents(Endpoint endpoint, Repeats.Parent parent, Stop stop, Set<String> around) {
        if (around.contains(parent.resource())) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot read " + endpoint.name() + ": its parent " + parent.resource()
                            + " is read for each of its own"
                            + " records, which never ends. Correct the paths of both.");
        }
        Endpoint above = target.endpoints().apply(TableName.parse(parent.resource()));
        Set<String> further = new LinkedHashSet<>(around);
        further.add(parent.resource());
        ParentRecords records = new ParentRecords(target, exchange, above, stops(above, stop, further));
        open.add(records);
        Iterator<List<JsonNode>> groups = new Groups(records, parent.group());
        return new Nested<>(
                groups,
                group -> List.of(stop.withParent(parent.resource(), joined(group), included(parent, group)))
                        .iterator());
    }

    /** The record of a group of one; of others their fields' values with commas between, as query parameters take them. */
    private static JsonNode joined(List<JsonNode> group) {
        if (group.size() == 1) {
            return group.get(0);
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        group.forEach(record -> record.properties().forEach(field -> {
            if (field.getValue().isValueNode()) {
                values.computeIfAbsent(field.getKey(), name -> new ArrayList<>())
                        .add(field.getValue().asText());
            }
        }));
        return JsonNodeFactory.instance
                .objectNode()
                .setAll(values.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> TextNode.valueOf(String.join(",", entry.getValue())))));
    }

    private static Map<String, JsonNode> included(Repeats.Parent parent, List<JsonNode> group) {
        Map<String, JsonNode> included = new LinkedHashMap<>();
        for (String field : parent.included()) {
            included.put("_" + parent.resource() + "_" + field, joined(group).path(field));
        }
        return included;
    }

    /** Ends what is under way, from another thread. */
    void cancel() {
        open.forEach(ParentRecords::cancel);
    }

    /** Records in groups. */
    private record Groups(Iterator<JsonNode> records, int size) implements Iterator<List<JsonNode>> {
        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public List<JsonNode> next() {
            List<JsonNode> group = new ArrayList<>(List.of(records.next()));
            while (group.size() < size && records.hasNext()) {
                group.add(records.next());
            }
            return group;
        }
    }
}
