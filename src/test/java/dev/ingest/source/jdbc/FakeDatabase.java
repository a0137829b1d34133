package dev.ingest.source.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Connections whose server answers what a test says, by a word of the question; the first word that fits counts. What it
 * was asked is kept.
 *
 * @param <F> the database that is faked
 */
public abstract class FakeDatabase<F extends FakeDatabase<F>> {
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<List<Object>> parameters = new ArrayList<>();

    /** What comes of a question. */
    private interface Answer {
        ResultSet give() throws SQLException;
    }

    /** This. */
    protected abstract F self();

    /** What the driver throws for a number. */
    protected abstract SQLException failure(int code);

    /** A result of the driver's own. */
    protected abstract ResultSet result(List<String> columns, List<? extends List<?>> rows);

    /** What the driver's own connection answers to a method that the others do not have. */
    protected Object own(Method method, Object... arguments) {
        throw new UnsupportedOperationException(method.getName());
    }

    /** Questions that hold {@code word} are answered with {@code rows} of named columns. */
    public final F answer(String word, List<String> columns, List<?>... rows) {
        answers.put(word, () -> result(columns, Arrays.asList(rows)));
        return self();
    }

    /** Questions that hold {@code word} are answered with one value. */
    public final F answer(String word, Object value) {
        return answer(word, List.of("VALUE"), Arrays.asList(value));
    }

    /** Questions that hold {@code word} have no rows. */
    public final F nothing(String word) {
        answers.put(word, () -> result(List.of(), List.of()));
        return self();
    }

    /** Questions that hold {@code word} are refused. */
    public final F refuse(String word, int code) {
        answers.put(word, () -> {
            throw failure(code);
        });
        return self();
    }

    /** All questions, in their order. */
    public final List<String> asked() {
        return List.copyOf(asked);
    }

    /** The parameters of each question that had some. */
    public final List<List<Object>> parameters() {
        return List.copyOf(parameters);
    }

    /** A connection of the driver's {@code type}. */
    protected final <C extends Connection> C connection(Class<C> type) {
        return proxy(type, (self, method, arguments) -> switch (method.getName()) {
            case "unwrap" -> self;
            case "prepareStatement", "createStatement" -> statement(arguments == null ? "" : (String) arguments[0]);
            case "rollback", "close" -> null;
            default -> own(method, arguments == null ? new Object[0] : arguments);
        });
    }

    private PreparedStatement statement(String sql) {
        List<Object> bound = new ArrayList<>();
        return proxy(PreparedStatement.class, (self, method, arguments) -> switch (method.getName()) {
            case "setObject" -> bound.add(arguments[1]);
            case "executeQuery" -> {
                String text = arguments == null ? sql : (String) arguments[0];
                asked.add(text);
                if (!bound.isEmpty()) {
                    parameters.add(List.copyOf(bound));
                }
                yield answer(text);
            }
            case "execute" -> asked.add((String) arguments[0]);
            case "getMetaData" -> {
                asked.add(sql);
                yield answer(sql).getMetaData();
            }
            case "close", "setFetchSize" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private ResultSet answer(String sql) throws SQLException {
        for (Map.Entry<String, Answer> one : answers.entrySet()) {
            if (sql.contains(one.getKey())) {
                return one.getValue().give();
            }
        }
        throw new AssertionError("nobody expected the question " + sql);
    }

    /** A result as a driver hands one on: getters by number or name, {@code wasNull} after those of primitives. */
    protected static <R extends ResultSet> R result(
            Class<R> type, List<String> columns, List<? extends List<?>> rows, ResultSetMetaData metadata) {
        int[] at = {-1};
        Object[] last = new Object[1];
        return proxy(type, (self, method, arguments) -> switch (method.getName()) {
            case "next" -> ++at[0] < rows.size();
            case "close" -> null;
            case "unwrap" -> self;
            case "wasNull" -> last[0] == null;
            case "getMetaData" -> metadata;
            default -> {
                Object column = arguments[0];
                int index = column instanceof Integer number
                        ? number - 1
                        : columns.indexOf(((String) column).toUpperCase(Locale.ROOT));
                last[0] = rows.get(at[0]).get(index);
                yield got(method.getReturnType(), last[0]);
            }
        });
    }

    private static Object got(Class<?> type, Object value) throws SQLException {
        if (value instanceof SQLException failure) {
            throw failure;
        }
        if (type == int.class) {
            return value == null ? 0 : ((Number) value).intValue();
        }
        if (type == long.class) {
            return value == null ? 0L : ((Number) value).longValue();
        }
        if (type == float.class) {
            return value == null ? 0f : ((Number) value).floatValue();
        }
        if (type == double.class) {
            return value == null ? 0d : ((Number) value).doubleValue();
        }
        if (type == boolean.class) {
            return value != null && (Boolean) value;
        }
        return type == String.class && value != null ? value.toString() : value;
    }

    /** An instance of an interface whose every method comes to {@code handler}. */
    public static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FakeDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
