package dev.ingest.e2e;

import dev.ingest.source.jdbc.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table with a column of each type, full of the values that programs get wrong, and its cells as both databases see them. */
final class HardValues {
    private static final String DAYS = "%s - DATE '1970-01-01'";

    /**
     * One column.
     *
     * @param name also a word of SQL, or one that needs quoting
     * @param type in PostgreSQL
     * @param landed the type that DuckDB sees
     * @param here the cell in PostgreSQL as a comparable value, {@code %s} being the column
     * @param there the same in DuckDB
     * @param values SQL literals
     */
    private record Column(String name, String type, String landed, String here, String there, List<String> values) {
        static Column same(String name, String type, String landed, String... values) {
            return new Column(name, type, landed, "%s", "%s", List.of(values));
        }

        static Column text(String name, String type, String... values) {
            return new Column(name, type, "VARCHAR", "%s::text", "%s", List.of(values));
        }

        static Column moment(String name, String type, String landed, String... values) {
            return new Column(
                    name, type, landed, "(extract(epoch FROM %s) * 1000000)::bigint", "epoch_us(%s)", List.of(values));
        }

        String quoted() {
            return "\"" + name + "\"";
        }

        /** As dlt names it. */
        String landedName() {
            return name.toLowerCase(Locale.ROOT).replace(' ', '_');
        }
    }

    private static final List<Column> COLUMNS = List.of(
            Column.same("id", "integer", "INTEGER"),
            new Column("bool", "boolean", "BOOLEAN", "%s::text", "%s", List.of("true", "false")),
            Column.same("i2", "smallint", "SMALLINT", "'-32768'", "32767", "0"),
            Column.same("i4", "integer", "INTEGER", "'-2147483648'", "2147483647", "0", "-1"),
            Column.same("i8", "bigint", "BIGINT", "'-9223372036854775808'", "9223372036854775807", "9007199254740993"),
            new Column(
                    "f4",
                    "real",
                    "FLOAT",
                    "%s::float8",
                    "%s::double",
                    List.of("'NaN'", "'-Infinity'", "'-0'", "3.4028235e38", "1.4e-45", "0.1")),
            Column.same(
                    "f8",
                    "double precision",
                    "DOUBLE",
                    "'NaN'",
                    "'Infinity'",
                    "'-0'",
                    "1.7976931348623157e308",
                    "5e-324"),
            Column.same("d_one", "numeric(1,0)", "DECIMAL(1,0)", "-9", "9", "0"),
            Column.same("d9", "numeric(9,2)", "DECIMAL(9,2)", "9999999.99", "-9999999.99", "0.01", "100"),
            Column.same("d18", "numeric(18,18)", "DECIMAL(18,18)", "0.999999999999999999", "-0.000000000000000001"),
            Column.same("d19", "numeric(19,4)", "DECIMAL(19,4)", "999999999999999.9999", "-0.0001", "0"),
            Column.same(
                    "d38",
                    "numeric(38,18)",
                    "DECIMAL(38,18)",
                    "99999999999999999999.999999999999999999",
                    "-99999999999999999999.999999999999999999",
                    "-18446744073709551616",
                    "0.000000000000000001"),
            new Column(
                    "money",
                    "money",
                    "DECIMAL(19,2)",
                    "%s::numeric",
                    "%s",
                    List.of("'-92233720368547758.08'", "'92233720368547758.07'", "0.01")),
            Column.text(
                    "Full Text",
                    "text",
                    "''",
                    "'null'",
                    "' lead and trail '",
                    "E'line\\r\\nline\\ttab\\u0001'",
                    "'İIıi ŞŞ ß ﬁ'",
                    "'日本 🙂 e\u0301'",
                    "'it''s \"quoted\" \\ ,;'",
                    "repeat('0123456789', 300000)"),
            Column.same("varchar", "varchar(10)", "VARCHAR", "'ab  '", "'İİİİİİİİİİ'"),
            Column.same("char", "char(5)", "VARCHAR", "'ab'", "''"),
            Column.text(
                    "uuid", "uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "'00000000-0000-0000-0000-000000000000'"),
            Column.text(
                    "json",
                    "json",
                    "'{\"a\": 1, \"a\":2,\"n\":12345678901234567890.10}'",
                    "'null'",
                    "'[1, 2 ]'",
                    "'\"İ\"'"),
            Column.text("jsonb", "jsonb", "'{\"b\":1.10,\"a\":[null,\"İ\"]}'", "'null'", "'{}'"),
            new Column(
                    "bytes",
                    "bytea",
                    "BLOB",
                    "encode(%s, 'hex')",
                    "lower(hex(%s))",
                    List.of("'\\x00ff10'", "''", "decode(repeat('00ff', 50000), 'hex')")),
            new Column(
                    "date",
                    "date",
                    "DATE",
                    DAYS,
                    DAYS,
                    List.of(
                            "'0001-01-01'",
                            "'9999-12-31'",
                            "'1582-10-04'",
                            "'1582-10-10'",
                            "'1969-12-31'",
                            "'2011-12-30'",
                            "'1900-02-28'")),
            Column.text("time", "time", "'24:00:00'", "'00:00:00.000001'", "'23:59:59.999999'", "'12:00'"),
            Column.text("time_tz", "time with time zone", "'12:00+05:45'", "'24:00:00-08'"),
            Column.moment(
                    "At",
                    "timestamp",
                    "TIMESTAMP",
                    "'0001-01-01 00:00:00.000001'",
                    "'9999-12-31 23:59:59.999999'",
                    "'1969-12-31 23:59:59.999999'",
                    "'1582-10-10 12:00:00'",
                    // In neither zone of the tests do these local times exist, or do so twice.
                    "'1986-01-01 00:10:00'",
                    "'2024-03-10 02:30:00'",
                    "'2024-11-03 01:30:00.5'",
                    "'2006-10-29 00:00:30'"),
            Column.moment("at_ms", "timestamp(3)", "TIMESTAMP", "'2026-01-27 10:44:12.5849'", "'2026-01-27 00:00'"),
            Column.moment(
                    "instant",
                    "timestamptz",
                    "TIMESTAMP WITH TIME ZONE",
                    "'0001-01-02 00:00:00+00'",
                    "'9999-12-31 12:00:00.123456-10'",
                    "'1883-11-18 12:00:00 America/New_York'",
                    "'2024-11-03 01:30:00.000001-02:30'",
                    "'1985-12-31 18:29:59.999999+00'",
                    "'1969-12-31 23:59:59.999999+00'"));

    private HardValues() {}

    /** Makes the table {@code table}; row {@code i} holds the {@code i}-th value of each column, the last row nulls. */
    static void create(TestPostgres database, String table) {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + table + " ("
                + COLUMNS.stream().map(c -> c.quoted() + " " + c.type()).collect(Collectors.joining(", ")) + ")");
        int rows = COLUMNS.stream().mapToInt(c -> c.values().size()).max().orElseThrow();
        for (int row = 0; row <= rows; row++) {
            statements.add(insert(table, row, row == rows));
        }
        database.run(statements.toArray(String[]::new));
    }

    /** The cells that differ between PostgreSQL's {@code table} and Parquet files, a sentence each. */
    static List<String> differences(TestPostgres database, String table, String files) throws SQLException {
        List<List<String>> here = here(database, table);
        List<List<String>> there = LandedRows.query(
                "SELECT " + expressions(c -> "\"" + c.landedName() + "\"", Column::there) + " FROM " + files);
        if (here.size() != there.size()) {
            return List.of(here.size() + " rows here, " + there.size() + " there");
        }
        List<String> differences = new ArrayList<>();
        for (int row = 0; row < here.size(); row++) {
            for (int column = 0; column < COLUMNS.size(); column++) {
                String left = here.get(row).get(column);
                String right = there.get(row).get(column);
                if (!left.equals(right)) {
                    differences.add("row " + row + ", " + COLUMNS.get(column).name() + ": " + brief(left) + " here, "
                            + brief(right) + " there");
                }
            }
        }
        return differences;
    }

    private static List<List<String>> here(TestPostgres database, String table) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            String sql = "SELECT " + expressions(Column::quoted, Column::here) + " FROM " + table;
            try (ResultSet rows = statement.executeQuery(sql)) {
                return RowText.sorted(rows);
            }
        }
    }

    private static String brief(String text) {
        return text.length() < 80 ? text : text.substring(0, 80) + "… (" + text.length() + ")";
    }

    /** The types that DuckDB is to see, by landed name in the table's order: {@code id INTEGER}. */
    static List<String> landedTypes() {
        return COLUMNS.stream().map(c -> c.landedName() + " " + c.landed()).toList();
    }

    private static String expressions(Function<Column, String> name, Function<Column, String> template) {
        return COLUMNS.stream()
                .map(c -> template.apply(c).replace("%s", name.apply(c)))
                .collect(Collectors.joining(", "));
    }

    private static String insert(String table, int row, boolean nulls) {
        return "INSERT INTO " + table + " VALUES (" + row + ", "
                + COLUMNS.stream()
                        .skip(1)
                        .map(c ->
                                nulls ? "NULL" : c.values().get(row % c.values().size()))
                        .collect(Collectors.joining(", "))
                + ")";
    }
}
