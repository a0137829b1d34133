package dev.ingest.source.jdbc.oracle;

import dev.ingest.data.Nullability;
import dev.ingest.source.SourceColumn;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.OptionalInt;
import oracle.jdbc.OracleResultSetMetaData;
import oracle.jdbc.OracleTypes;

/** A column of a query, as the driver tells of its result. */
final class DescribedColumn {
    /** What the driver says of a number without a declared precision. */
    private static final int NO_SCALE = -127;

    private DescribedColumn() {}

    static SourceColumn of(ResultSetMetaData answer, int at) throws SQLException {
        boolean national = answer instanceof OracleResultSetMetaData own && own.isNCHAR(at);
        String type = answer.getColumnTypeName(at).toUpperCase(Locale.ROOT).replace("\"", "");
        String base = base(answer.getColumnType(at), type, national);
        int precision = answer.getPrecision(at);
        int scale = answer.getScale(at);
        boolean unbounded = base.equals("number") && scale == NO_SCALE;
        boolean time = base.startsWith("timestamp");
        return ColumnForm.of(
                        unbounded && precision > 0 ? "float" : base,
                        type,
                        precision > 0 && !time ? OptionalInt.of(precision) : OptionalInt.empty(),
                        unbounded || (base.equals("number") && precision == 0 && scale == 0)
                                ? OptionalInt.empty()
                                : OptionalInt.of(scale),
                        precision,
                        true)
                .column(
                        answer.getColumnLabel(at),
                        true,
                        answer.isNullable(at) == ResultSetMetaData.columnNoNulls
                                ? Nullability.REQUIRED
                                : Nullability.NULLABLE);
    }

    private static String base(int jdbcType, String name, boolean national) {
        return switch (jdbcType) {
            case OracleTypes.NUMBER, OracleTypes.DECIMAL, OracleTypes.FLOAT -> "number";
            case OracleTypes.BINARY_FLOAT -> "binary_float";
            case OracleTypes.BINARY_DOUBLE -> "binary_double";
            case OracleTypes.VARCHAR, OracleTypes.NVARCHAR -> national ? "nvarchar2" : "varchar2";
            case OracleTypes.CHAR, OracleTypes.NCHAR -> national ? "nchar" : "char";
            case OracleTypes.DATE -> "date";
            case OracleTypes.TIMESTAMP -> name.equals("DATE") ? "date" : "timestamp";
            case OracleTypes.TIMESTAMPTZ -> "timestamp with time zone";
            case OracleTypes.TIMESTAMPLTZ -> "timestamp with local time zone";
            case OracleTypes.CLOB -> "clob";
            case OracleTypes.NCLOB -> "nclob";
            case OracleTypes.BLOB -> "blob";
            case OracleTypes.LONGVARCHAR -> "long";
            case OracleTypes.LONGVARBINARY -> "long raw";
            case OracleTypes.BINARY, OracleTypes.VARBINARY -> "raw";
            case OracleTypes.INTERVALYM -> "interval year to month";
            case OracleTypes.INTERVALDS -> "interval day to second";
            case OracleTypes.ROWID -> name.equals("UROWID") ? "urowid" : "rowid";
            case OracleTypes.BOOLEAN, OracleTypes.BIT -> "boolean";
            case OracleTypes.JSON -> "json";
            case OracleTypes.VECTOR -> "vector";
            default -> named(name);
        };
    }

    private static String named(String name) {
        return switch (name) {
            case "SYS.XMLTYPE", "PUBLIC.XMLTYPE", "XMLTYPE" -> "xmltype";
            case "MDSYS.SDO_GEOMETRY" -> "sdo_geometry";
            default -> "object";
        };
    }
}
