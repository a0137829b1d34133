package dev.ingest.source.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.source.rest.expression.Bindings;
import dev.ingest.source.rest.expression.Root;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run through the pages of an endpoint.
 *
 * @param bindings what its request is made with
 * @param lists the values that it is for, by the name of their list
 * @param resources the records of parents that it is for, by the name of their resource
 * @param added values that its rows have too, by the name of their field
 */
record Stop(Bindings bindings, ObjectNode lists, ObjectNode resources, Map<String, JsonNode> added) {

    static Stop of(Bindings bindings) {
        return new Stop(
                bindings, JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.objectNode(), Map.of());
    }

    /** This for one value of a list, which rows have too. */
    Stop withValue(String list, JsonNode value) {
        ObjectNode more = lists.deepCopy();
        more.set(list, value);
        return new Stop(bindings.with(Root.FOR_EACH, more), more, resources, more(Map.of(list, value)));
    }

    /** This for a record of a parent, some of whose fields rows have too. */
    Stop withParent(String resource, JsonNode parent, Map<String, JsonNode> included) {
        ObjectNode more = resources.deepCopy();
        more.set(resource, parent);
        return new Stop(bindings.with(Root.RESOURCES, more), lists, more, more(included));
    }

    /** This for another window. */
    Stop withWindow(JsonNode values) {
        return new Stop(bindings.with(Root.INCREMENTAL, values), lists, resources, added);
    }

    /** This for a piece of the window. */
    Stop withStep(JsonNode step) {
        return new Stop(bindings.with(Root.STEP, step), lists, resources, added);
    }

    private Map<String, JsonNode> more(Map<String, JsonNode> values) {
        Map<String, JsonNode> more = new LinkedHashMap<>(added);
        more.putAll(values);
        return more;
    }
}
