package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Locale;

/** The parts that expressions are made of, functions aside. */
final class Nodes {
    private Nodes() {}

    record Literal(JsonNode value) implements Node {
        @Override
        public JsonNode find(Bindings bindings) {
            return value;
        }
    }

    record Start(Root root) implements Node {
        @Override
        public JsonNode find(Bindings bindings) {
            return bindings.find(root);
        }
    }

    /** A field of an object by its name, an element of a list by its place; places below 0 count from the end. */
    record Member(Operand of, Operand key) implements Node {
        @Override
        public JsonNode find(Bindings bindings) {
            JsonNode parent = of.find(bindings);
            JsonNode name = key.value(bindings);
            if (name.isTextual()) {
                return field(parent, name.textValue());
            }
            if (!name.isIntegralNumber()) {
                throw new EvaluationException(key.written() + " is " + Values.kind(name)
                        + ", not the name of a field or the place of an element");
            }
            return element(parent, name);
        }

        private JsonNode field(JsonNode parent, String name) {
            boolean header = of.node() instanceof Start start && start.root() == Root.HEADERS;
            return parent.path(header ? name.toLowerCase(Locale.ROOT) : name);
        }

        private static JsonNode element(JsonNode parent, JsonNode place) {
            if (!place.canConvertToInt()) {
                return MissingNode.getInstance();
            }
            int index = place.intValue();
            return parent.path(index < 0 ? parent.size() + index : index);
        }
    }

    record Elements(List<Operand> elements) implements Node {
        @Override
        public JsonNode find(Bindings bindings) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode(elements.size());
            elements.forEach(element -> list.add(element.value(bindings)));
            return list;
        }
    }

    /** {@code left ?? right}: what is on the right where there is nothing on the left, or null. */
    record Fallback(Operand left, Operand right) implements Node {
        @Override
        public JsonNode find(Bindings bindings) {
            JsonNode value = left.find(bindings);
            return value.isMissingNode() || value.isNull() ? right.find(bindings) : value;
        }
    }

    record Not(Operand condition) implements Node {
        @Override
        public JsonNode find(Bindings bindings) {
            return BooleanNode.valueOf(!condition.holds(bindings));
        }
    }

    record And(Operand left, Operand right) implements Node {
        @Override
        public JsonNode find(Bindings bindings) {
            return BooleanNode.valueOf(left.holds(bindings) && right.holds(bindings));
        }
    }

    record Or(Operand left, Operand right) implements Node {
        @Override
        public JsonNode find(Bindings bindings) {
            return BooleanNode.valueOf(left.holds(bindings) || right.holds(bindings));
        }
    }

    /** {@code then if condition else otherwise}. */
    record Choice(Operand condition, Operand then, Operand otherwise) implements Node {
        @Override
        public JsonNode find(Bindings bindings) {
            return condition.holds(bindings) ? then.value(bindings) : otherwise.value(bindings);
        }
    }

    record Comparison(Comparing operator, Operand left, Operand right) implements Node {
        @Override
        public JsonNode find(Bindings bindings) {
            return BooleanNode.valueOf(operator.holds(left.value(bindings), right.value(bindings)));
        }
    }

    record Membership(Operand element, Operand list) implements Node {
        @Override
        public JsonNode find(Bindings bindings) {
            JsonNode wanted = element.value(bindings);
            JsonNode all = list.value(bindings);
            if (!all.isArray()) {
                throw new EvaluationException(list.written() + " is " + Values.kind(all) + ", not a list");
            }
            for (JsonNode one : all) {
                if (Values.same(wanted, one)) {
                    return BooleanNode.TRUE;
                }
            }
            return BooleanNode.FALSE;
        }
    }

    record Arithmetic(Reckoning operator, Operand left, Operand right) implements Node {
        @Override
        public JsonNode find(Bindings bindings) {
            JsonNode first = left.value(bindings);
            JsonNode second = right.value(bindings);
            if (first.isNull() || second.isNull()) {
                return NullNode.getInstance();
            }
            return Values.number(operator.of(left.number(first), right.number(second)));
        }
    }
}
