package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tree of JSON with templates for its texts, such as a body or parameters. */
public final class JsonTemplate {
    private final Part tree;
    private final Set<Root> roots;

    private JsonTemplate(Part tree) {
        this.tree = tree;
        Set<Root> used = EnumSet.noneOf(Root.class);
        tree.collect(used);
        this.roots = Set.copyOf(used);
    }

    private sealed interface Part {
        JsonNode render(Bindings bindings);

        void collect(Set<Root> roots);
    }

    private record Fields(Map<String, Part> fields) implements Part {
        @Override
        public JsonNode render(Bindings bindings) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, part) -> node.set(name, part.render(bindings)));
            return node;
        }

        @Override
        public void collect(Set<Root> roots) {
            fields.values().forEach(part -> part.collect(roots));
        }
    }

    private record Elements(List<Part> elements) implements Part {
        @Override
        public JsonNode render(Bindings bindings) {
            ArrayNode node = JsonNodeFactory.instance.arrayNode(elements.size());
            elements.forEach(part -> node.add(part.render(bindings)));
            return node;
        }

        @Override
        public void collect(Set<Root> roots) {
            elements.forEach(part -> part.collect(roots));
        }
    }

    private record Text(Template template) implements Part {
        @Override
        public JsonNode render(Bindings bindings) {
            return template.render(bindings);
        }

        @Override
        public void collect(Set<Root> roots) {
            roots.addAll(template.roots());
        }
    }

    private record Constant(JsonNode value) implements Part {
        @Override
        public JsonNode render(Bindings bindings) {
            return value;
        }

        @Override
        public void collect(Set<Root> roots) {
            // A constant asks for nothing.
        }
    }

    /**
     * Reads {@code tree}, maps, lists, texts, numbers and flags, whose texts may ask for the roots {@code known}.
     *
     * @throws IllegalArgumentException with the way to the text, the reason and its place, when one is wrong
     */
    public static JsonTemplate compile(Object tree, Set<Root> known) {
        return new JsonTemplate(part(tree, "", known));
    }

    /**
     * The tree; a text that is one expression and nothing else is of the expression's own type.
     *
     * @throws EvaluationException when an expression has no value, or within a text none that can be written
     */
    public JsonNode render(Bindings bindings) {
        return tree.render(bindings);
    }

    /** What must be bound for it to have a value. */
    public Set<Root> roots() {
        return roots;
    }

    /** Whether it needs nothing but the clock. */
    public boolean isPure() {
        return roots.isEmpty();
    }

    private static Part part(Object tree, String way, Set<Root> known) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Part> fields = new LinkedHashMap<>();
            map.forEach((name, value) -> fields.put(name.toString(), part(value, way + name + ": ", known)));
            return new Fields(fields);
        }
        if (tree instanceof List<?> list) {
            return new Elements(
                    list.stream().map(value -> part(value, way, known)).toList());
        }
        if (tree instanceof Boolean flag) {
            return new Constant(BooleanNode.valueOf(flag));
        }
        if (tree instanceof Number number) {
            return new Constant(Values.number(new BigDecimal(number.toString())));
        }
        try {
            return new Text(Template.compile(tree.toString(), known));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(way + wrong.getMessage(), wrong);
        }
    }
}
