package dev.ingest.parquet;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * What readers that are not ours find in a file: rows of {@code Long} (booleans, whole numbers, days, timestamps), {@code
 * Double}, {@code BigInteger} (unscaled decimals), {@code String} (text, binary in hex) and null.
 */
final class Readers {
    private Readers() {}

    /** All rows, as DuckDB reads them. */
    static List<List<Object>> duckdb(Path file, Schema schema) throws SQLException {
        String columns = schema.columns().stream().map(Readers::expression).collect(Collectors.joining(", "));
        String query = "SELECT " + columns + " FROM read_parquet('" + file + "', file_row_number = true)"
                + " ORDER BY file_row_number";
        List<List<Object>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            while (results.next()) {
                Object[] row = new Object[schema.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = cell(results, i + 1, schema.column(i).type());
                }
                rows.add(Arrays.asList(row));
            }
        }
        return rows;
    }

    /** The single row that DuckDB answers, its cells as text. */
    static List<String> ask(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            results.next();
            List<String> cells = new ArrayList<>();
            for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                cells.add(results.getString(i));
            }
            return cells;
        }
    }

    private static String expression(Column column) {
        String name = '"' + column.name() + '"';
        ColumnType type = column.type();
        if (type instanceof ColumnType.Bool) {
            return name + "::BIGINT";
        } else if (type instanceof ColumnType.Binary) {
            return "lower(hex(" + name + "))";
        } else if (type instanceof ColumnType.Date) {
            return "date_diff('day', DATE '1970-01-01', " + name + ")";
        } else if (type instanceof ColumnType.Timestamp timestamp) {
            return (timestamp.unit() == ColumnType.Timestamp.Unit.NANOS ? "epoch_ns(" : "epoch_us(") + name + ")";
        }
        return name;
    }

    private static Object cell(ResultSet results, int at, ColumnType type) throws SQLException {
        Object value;
        if (type instanceof ColumnType.Decimal) {
            java.math.BigDecimal decimal = results.getBigDecimal(at);
            value = decimal == null ? null : decimal.unscaledValue();
        } else if (type instanceof ColumnType.Floating) {
            value = results.getDouble(at);
        } else if (type instanceof ColumnType.Text || type instanceof ColumnType.Binary) {
            value = results.getString(at);
        } else {
            value = results.getLong(at);
        }
        return results.wasNull() ? null : value;
    }

    /** All rows, as parquet-java's record reader assembles them. */
    static List<List<Object>> parquetJava(byte[] file, Schema schema) throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(new MemoryInput(file))) {
            MessageType type = reader.getFileMetaData().getSchema();
            PageReadStore pages = reader.readNextRowGroup();
            while (pages != null) {
                RecordReader<Group> records =
                        new ColumnIOFactory().getColumnIO(type).getRecordReader(pages, new GroupRecordConverter(type));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    rows.add(row(records.read(), schema));
                }
                pages = reader.readNextRowGroup();
            }
        }
        return rows;
    }

    private static List<Object> row(Group record, Schema schema) {
        Object[] row = new Object[schema.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = record.getFieldRepetitionCount(i) == 0
                    ? null
                    : cell(record, i, schema.column(i).type());
        }
        return Arrays.asList(row);
    }

    private static Object cell(Group record, int at, ColumnType type) {
        return switch (record.getType().getType(at).asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> record.getBoolean(at, 0) ? 1L : 0L;
            case INT32 -> whole(record.getInteger(at, 0), type);
            case INT64 -> whole(record.getLong(at, 0), type);
            case FLOAT -> (double) record.getFloat(at, 0);
            case DOUBLE -> record.getDouble(at, 0);
            case FIXED_LEN_BYTE_ARRAY -> new BigInteger(record.getBinary(at, 0).getBytes());
            case BINARY ->
                type instanceof ColumnType.Binary
                        ? HexFormat.of().formatHex(record.getBinary(at, 0).getBytes())
                        : record.getBinary(at, 0).toStringUsingUTF8();
            default -> throw new AssertionError(String.format(Locale.ROOT, "column %d", at));
        };
    }

    private static Object whole(long value, ColumnType type) {
        return type instanceof ColumnType.Decimal ? (Object) BigInteger.valueOf(value) : (Object) value;
    }
}
