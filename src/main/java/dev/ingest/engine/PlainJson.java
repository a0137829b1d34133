package dev.ingest.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Records as JSON, the form in which another process gets them. A record is an object with a member a component; what is
 * absent has no member; where a type has several kinds, {@code "is"} names the one.
 */
public final class PlainJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String KIND = "is";

    /** Values that are text, each with what reads it. */
    private static final Map<Class<?>, Function<String, Object>> TEXTS = Map.of(
            String.class, text -> text,
            BigDecimal.class, BigDecimal::new,
            Duration.class, Duration::parse,
            Period.class, Period::parse,
            LocalDate.class, LocalDate::parse,
            ZonedDateTime.class, ZonedDateTime::parse);

    private PlainJson() {}

    /** Plain data as JSON. */
    public static String write(Record value) {
        return write(value, value.getClass()).toString();
    }

    /**
     * The record that {@link #write} made this of.
     *
     * @throws IllegalArgumentException when it is none, saying where
     */
    public static <T extends Record> T read(String json, Class<T> type) {
        try {
            return type.cast(read(MAPPER.readTree(json), type, "$"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the " + type.getSimpleName() + " is no JSON", e);
        }
    }

    private static JsonNode write(Object value, Class<?> declared) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        } else if (value instanceof Integer number) {
            return nodes.numberNode(number);
        } else if (value instanceof Long number) {
            return nodes.numberNode(number);
        } else if (value instanceof List<?> list) {
            ArrayNode array = nodes.arrayNode();
            list.forEach(element -> array.add(write(element, element.getClass())));
            return array;
        } else if (value instanceof Enum<?> constant && declared.isEnum()) {
            return nodes.textNode(constant.name());
        } else if (value instanceof Enum<?> constant) {
            return nodes.objectNode()
                    .put(KIND, constant.getDeclaringClass().getSimpleName())
                    .put("name", constant.name());
        } else if (value instanceof Record made) {
            return record(made, declared);
        }
        return nodes.textNode(value.toString());
    }

    private static ObjectNode record(Record value, Class<?> declared) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (declared.isInterface() || value.getClass().getEnclosingClass() != null) {
            object.put(KIND, value.getClass().getSimpleName());
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object part = invoke(() -> component.getAccessor().invoke(value));
            if (part instanceof Optional<?> optional) {
                optional.ifPresent(
                        present -> object.set(component.getName(), write(present, raw(argument(component)))));
            } else {
                object.set(component.getName(), write(part, component.getType()));
            }
        }
        return object;
    }

    private static Object read(JsonNode node, Type type, String place) {
        Class<?> raw = raw(type);
        if (raw == boolean.class || raw == Boolean.class) {
            check(node.isBoolean(), place);
            return node.booleanValue();
        } else if (raw == int.class || raw == long.class) {
            check(node.isIntegralNumber(), place);
            return raw == int.class ? (Object) node.intValue() : (Object) node.longValue();
        } else if (raw == List.class) {
            List<Object> list = new ArrayList<>();
            check(node.isArray(), place);
            for (JsonNode element : node) {
                list.add(read(element, argument(type), place + "[" + list.size() + "]"));
            }
            return list;
        } else if (raw == Optional.class) {
            return node.isMissingNode() ? Optional.empty() : Optional.of(read(node, argument(type), place));
        } else if (raw.isEnum()) {
            return constant(raw, node.asText(), place);
        } else if (raw.isInterface()) {
            Class<?> kind = kind(raw, node.path(KIND).asText(), place);
            return kind.isEnum() ? constant(kind, node.path("name").asText(), place) : record(node, kind, place);
        } else if (raw.isRecord()) {
            return record(node, raw, place);
        }
        Function<String, Object> text = TEXTS.get(raw);
        if (text == null) {
            throw new IllegalArgumentException(place + " is of a type that has no text: " + raw.getName());
        }
        check(node.isTextual(), place);
        return text.apply(node.textValue());
    }

    private static Object record(JsonNode node, Class<?> type, String place) {
        check(node.isObject(), place);
        RecordComponent[] components = type.getRecordComponents();
        Object[] parts = Arrays.stream(components)
                .map(component -> read(
                        node.path(component.getName()), component.getGenericType(), place + "." + component.getName()))
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return invoke(() -> type.getDeclaredConstructor(types).newInstance(parts));
    }

    private static Class<?> kind(Class<?> sealed, String name, String place) {
        return Stream.of(sealed.getPermittedSubclasses())
                .filter(kind -> kind.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(place + " is no such kind: '" + name + "'"));
    }

    private static Object constant(Class<?> type, String name, String place) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(place + " has no such value: '" + name + "'"));
    }

    private static Type argument(RecordComponent component) {
        return argument(component.getGenericType());
    }

    private static Type argument(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    private static void check(boolean fits, String place) {
        if (!fits) {
            throw new IllegalArgumentException(place + " is missing, or not what it should be");
        }
    }

    /** A call by reflection. */
    private interface Call {
        Object make() throws ReflectiveOperationException;
    }

    private static Object invoke(Call call) {
        try {
            return call.make();
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the parts of a plan are public records", e);
        }
    }
}
