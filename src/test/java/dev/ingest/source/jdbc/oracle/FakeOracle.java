package dev.ingest.source.jdbc.oracle;

import dev.ingest.source.jdbc.FakeDatabase;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import oracle.jdbc.OracleConnection;
import oracle.jdbc.OracleResultSet;
import oracle.jdbc.OracleResultSetMetaData;

/** A connection of ojdbc's whose server answers what a test says. */
public final class FakeOracle extends FakeDatabase<FakeOracle> {
    /** What the driver throws for a number. */
    public static SQLException error(int code) {
        return new SQLException(String.format("ORA-%05d: something\nwith a second line", code), "72000", code);
    }

    OracleSession session() throws SQLException {
        return new OracleSession(null, connection(OracleConnection.class));
    }

    @Override
    protected FakeOracle self() {
        return this;
    }

    @Override
    protected SQLException failure(int code) {
        return error(code);
    }

    @Override
    protected ResultSet result(List<String> columns, List<? extends List<?>> rows) {
        return rows(columns, rows);
    }

    @Override
    protected Object own(Method method, Object... arguments) {
        return switch (method.getName()) {
            case "getEncryptionAlgorithmName" -> "";
            case "getServerSessionInfo" -> arguments[0].equals("AUTH_SESSION_ID") ? "17" : "4711";
            default -> super.own(method, arguments);
        };
    }

    /** A result as the driver hands one on. */
    public static OracleResultSet rows(List<String> columns, List<? extends List<?>> rows) {
        return result(OracleResultSet.class, columns, rows, metadata(columns, rows));
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
}
