package dev.ingest.source.jdbc.oracle;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oracle.jdbc.OracleConnection;
import oracle.jdbc.OracleResultSet;
import oracle.jdbc.OracleResultSetMetaData;

/**
 * A connection whose server answers what a test says, by a word of the question; the first word that fits counts. What it
 * was asked is kept.
 */
final class FakeOracle {
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<List<Object>> parameters = new ArrayList<>();

    /** What comes of a question. */
    private interface Answer {
        ResultSet give() throws SQLException;
    }

    /** Questions that hold {@code word} are answered with {@code rows} of named columns. */
    FakeOracle answer(String word, List<String> columns, List<?>... rows) {
        answers.put(word, () -> rows(columns, Arrays.asList(rows)));
        return this;
    }

    /** Questions that hold {@code word} are answered with one value. */
    FakeOracle answer(String word, Object value) {
        return answer(word, List.of("VALUE"), Arrays.asList(value));
    }

    /** Questions that hold {@code word} have no rows. */
    FakeOracle nothing(String word) {
        answers.put(word, () -> rows(List.of(), List.of()));
        return this;
    }

    /** Questions that hold {@code word} are refused. */
    FakeOracle refuse(String word, int code) {
        answers.put(word, () -> {
            throw error(code);
        });
        return this;
    }

    /** What the driver throws for a number. */
    static SQLException error(int code) {
        return new SQLException(String.format("ORA-%05d: something\nwith a second line", code), "72000", code);
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    /** The parameters of each question that had some. */
    List<List<Object>> parameters() {
        return List.copyOf(parameters);
    }

    OracleSession session() throws SQLException {
        return new OracleSession(null, connection());
    }

    OracleConnection connection() {
        return proxy(OracleConnection.class, (self, method, arguments) -> switch (method.getName()) {
            case "unwrap" -> self;
            case "prepareStatement", "createStatement" -> statement(arguments == null ? "" : (String) arguments[0]);
            case "getEncryptionAlgorithmName" -> "";
            case "rollback", "close" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private PreparedStatement statement(String sql) {
        List<Object> bound = new ArrayList<>();
        return proxy(PreparedStatement.class, (self, method, arguments) -> switch (method.getName()) {
            case "setObject" -> bound.add(arguments[1]);
            case "executeQuery" -> {
                asked.add(sql);
                if (!bound.isEmpty()) {
                    parameters.add(List.copyOf(bound));
                }
                yield answer(sql);
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

    /** A result as the driver hands one on: getters by number or name, {@code wasNull} after those of primitives. */
    static OracleResultSet rows(List<String> columns, List<? extends List<?>> rows) {
        int[] at = {-1};
        Object[] last = new Object[1];
        return proxy(OracleResultSet.class, (self, method, arguments) -> switch (method.getName()) {
            case "next" -> ++at[0] < rows.size();
            case "close" -> null;
            case "unwrap" -> self;
            case "wasNull" -> last[0] == null;
            case "getMetaData" -> metadata(columns, rows);
            default -> {
                Object column = arguments[0];
                int index = column instanceof Integer number
                        ? number - 1
                        : columns.indexOf(((String) column).toUpperCase(java.util.Locale.ROOT));
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

    /** Of a described query, a row has type, name of the type, precision, scale and whether it may be null. */
    private static ResultSetMetaData metadata(List<String> columns, List<? extends List<?>> described) {
        return proxy(OracleResultSetMetaData.class, (self, method, arguments) -> {
            int at = arguments == null ? 0 : (Integer) arguments[0] - 1;
            return switch (method.getName()) {
                case "getColumnCount" -> columns.size();
                case "getColumnLabel" -> columns.get(at);
                case "getColumnType" -> described.get(at).get(0);
                case "getColumnTypeName" -> described.get(at).get(1);
                case "getPrecision" -> described.get(at).get(2);
                case "getScale" -> described.get(at).get(3);
                case "isNullable" -> described.get(at).get(4);
                case "isNCHAR" ->
                    ((String) described.get(at).get(1)).startsWith("N")
                            && (Integer) described.get(at).get(0) != 2;
                default -> throw new UnsupportedOperationException(method.getName());
            };
        });
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FakeOracle.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
