package dev.ingest.source.jdbc.postgres;

import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.failure.IngestException;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.parquet.ParquetTypes;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The type matrix of PostgreSQL, as FEATURES.md shows it between two marks; run it to write the page anew. */
final class PostgresTypeReference {
    static final String BEGIN = "<!-- postgresql-types:begin -->\n";
    static final String END = "<!-- postgresql-types:end -->\n";
    static final Path PAGE = Path.of("FEATURES.md");
    private static final String DIGITS = "`NaN` and infinity fail, and what has more digits";
    private static final String YEARS = "infinity and years outside 0001 to 9999 fail";
    private static final String OWN_TEXT = "the database's own text";

    private PostgresTypeReference() {}

    /**
     * One row.
     *
     * @param names the types as the page names them
     * @param column what the catalogue says of the first example
     * @param examples declarations that a test creates, all described as {@code column} is
     * @param remarks limits, and what fails by default
     */
    record Row(String names, SourceColumn column, List<String> examples, String remarks) {
        static Row of(String base, String remarks, String... examples) {
            return of(base, OptionalInt.empty(), OptionalInt.empty(), remarks, examples)
                    .named("`" + String.join("`, `", examples) + "`");
        }

        static Row of(String base, OptionalInt precision, OptionalInt scale, String remarks, String... examples) {
            SourceColumn column = new SourceColumn("c", examples[0], base, precision, scale, Nullability.NULLABLE);
            return new Row("`" + String.join("`, `", examples) + "`", column, List.of(examples), remarks);
        }

        static Row number(int precision, int scale, String names, String remarks) {
            String example = "numeric(" + precision + "," + scale + ")";
            return of("numeric", OptionalInt.of(precision), OptionalInt.of(scale), remarks, example)
                    .named(names);
        }

        static Row timed(String base, String remarks, String... examples) {
            return of(base, OptionalInt.of(6), OptionalInt.empty(), remarks, examples);
        }

        Row named(String other) {
            return new Row(other, column, examples, remarks);
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.addAll(numbers());
        rows.addAll(times());
        rows.addAll(texts());
        rows.addAll(compounds());
        return rows;
    }

    private static List<Row> numbers() {
        return List.of(
                Row.of("bool", "", "boolean"),
                Row.of("int2", "", "smallint", "smallserial"),
                Row.of("int4", "", "integer", "serial"),
                Row.of("int8", "", "bigint", "bigserial"),
                Row.of("oid", "unsigned, so wider", "oid"),
                Row.of("float4", "`NaN`, infinity and -0 land as they are", "real"),
                Row.of("float8", "`NaN`, infinity and -0 land as they are", "double precision"),
                Row.number(9, 2, "`numeric(p,s)`, p ≤ 9", "as declared; `NaN` fails"),
                Row.number(18, 4, "`numeric(p,s)`, p ≤ 18", "as declared; `NaN` fails"),
                Row.number(38, 18, "`numeric(p,s)`, p ≤ 38", "as declared; `NaN` fails"),
                Row.number(5, -2, "`numeric(5,-2)`", "the zeros before the point count as digits"),
                Row.number(2, 5, "`numeric(2,5)`", "the zeros behind the point count as digits"),
                Row.number(39, 0, "`numeric(p,s)`, more than 38 digits", "every digit, `NaN` too"),
                Row.of("numeric", DIGITS + "; see `unbounded_number`", "numeric"),
                Row.of("money", "without the currency", "money"));
    }

    private static List<Row> times() {
        return List.of(
                Row.of("date", YEARS, "date"),
                Row.timed("timestamp", "no zone is applied; " + YEARS, "timestamp"),
                Row.timed("timestamptz", "the instant, in UTC; " + YEARS, "timestamptz"),
                Row.timed("time", "`24:00:00` stays", "time"),
                Row.timed("timetz", "with its own offset", "time with time zone"),
                Row.of("interval", "`1 mon -2 days 04:05:06`", "interval"));
    }

    private static List<Row> texts() {
        return List.of(
                Row.of("text", "", "text"),
                Row.of("varchar", "blanks at the end stay", "character varying"),
                Row.of(
                        "bpchar",
                        OptionalInt.of(10),
                        OptionalInt.empty(),
                        "padded, as the database pads it",
                        "char(10)"),
                Row.of("name", "", "name"),
                Row.of("char", "one byte", "\"char\""),
                Row.of("citext", "as written", "citext"),
                Row.of("enum", "the label", "mood").named("enums"),
                Row.of("uuid", "lower case, with hyphens", "uuid"),
                Row.of("bytea", "the bytes", "bytea"),
                Row.of("json", "as stored: repeated keys, every digit; a JSON null is the text `null`", "json"),
                Row.of("jsonb", "every digit; a JSON null is the text `null`", "jsonb"),
                Row.of("jsonpath", OWN_TEXT, "jsonpath"),
                Row.of("xml", "", "xml"),
                Row.of("bit", OptionalInt.of(5), OptionalInt.empty(), "`00101`", "bit(5)"),
                Row.of("varbit", "`00101`", "bit varying"),
                Row.of("inet", "`/n` only where it is not one address", "inet"),
                Row.of("cidr", "", "cidr"),
                Row.of("macaddr", "", "macaddr"),
                Row.of("macaddr8", "", "macaddr8"),
                Row.of("tsvector", OWN_TEXT, "tsvector"),
                Row.of("tsquery", OWN_TEXT, "tsquery"),
                Row.of("ltree", OWN_TEXT, "ltree"));
    }

    private static List<Row> compounds() {
        return List.of(
                Row.of(
                                "array",
                                "JSON, nested by dimension; NULL is `null`; lower bounds are left out",
                                "integer[]",
                                "text[][]",
                                "mood[]")
                        .named("arrays of anything"),
                Row.of("composite", "a JSON object", "point3").named("composite types"),
                Row.of("hstore", "a JSON object of texts", "hstore"),
                Row.of("range", "`[1,6)`, `empty`", "int4range", "tstzrange", "float_range")
                        .named("ranges"),
                Row.of("multirange", "`{[1,3),[7,9)}`", "int4multirange").named("multiranges"),
                Row.of("point", "`(1.5,-2)`", "point"),
                Row.of("line", OWN_TEXT, "line"),
                Row.of("lseg", OWN_TEXT, "lseg"),
                Row.of("box", OWN_TEXT, "box"),
                Row.of("path", OWN_TEXT, "path"),
                Row.of("polygon", OWN_TEXT, "polygon"),
                Row.of("circle", OWN_TEXT, "circle"),
                new Row(
                        "`geometry`, `geography` of PostGIS",
                        column("geometry \"public\""),
                        List.of(),
                        "WKT, by `ST_AsText`, every digit, without the SRID; demanded as `text`: EWKB in hex, with it"),
                new Row(
                        "arrays and composite types that hold geometry",
                        column("other"),
                        List.of(),
                        OWN_TEXT + ", geometry in it as EWKB in hex"),
                Row.of("xid", OWN_TEXT, "xid"),
                Row.of("xid8", OWN_TEXT, "xid8"),
                Row.of("tid", OWN_TEXT, "tid"),
                Row.of("pg_lsn", OWN_TEXT, "pg_lsn"),
                Row.of("regclass", "the name", "regclass"),
                Row.of("regtype", "the name", "regtype"),
                Row.of("other", OWN_TEXT, "cube").named("types of other extensions"),
                Row.of("int4", "as the type under it, its declared precision included", "age", "old_age")
                        .named("domains"));
    }

    private static SourceColumn column(String base) {
        return new SourceColumn("c", base, base, OptionalInt.empty(), OptionalInt.empty(), Nullability.NULLABLE);
    }

    /** Writes the matrix into FEATURES.md under the working folder. */
    public static void main(String[] arguments) throws IOException {
        String page = Files.readString(PAGE);
        Files.writeString(PAGE, page.replace(BEGIN + table(page) + END, BEGIN + markdown() + END));
    }

    /** What stands between the marks. */
    static String table(String page) {
        int from = page.indexOf(BEGIN) + BEGIN.length();
        return page.substring(from, page.indexOf(END, from));
    }

    static String markdown() {
        StringBuilder table = new StringBuilder("\n| PostgreSQL | lands as | in Parquet | remarks | may be |\n");
        table.append("|---|---|---|---|---|\n");
        for (Row row : rows()) {
            table.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(row.names(), landed(row), parquet(row), row.remarks(), overrides(row)));
        }
        return table.append('\n').toString();
    }

    private static String landed(Row row) {
        if (row.names().equals("domains")) {
            return "–";
        }
        return "`" + type(row.column(), Optional.empty()) + "`";
    }

    private static String parquet(Row row) {
        return row.names().equals("domains") ? "–" : "`" + ParquetTypes.of(type(row.column(), Optional.empty())) + "`";
    }

    private static ColumnType type(SourceColumn column, Optional<ColumnType> override) {
        ReadingOptions options = new ReadingOptions(
                override, new ColumnType.Decimal(38, 9), ColumnType.Timestamp.Unit.MICROS, Unrepresentable.FAIL);
        return TestPlans.DIALECT.reading(column, options).type();
    }

    /** The overrides that the dialect takes, besides what the column is anyway. */
    private static String overrides(Row row) {
        if (row.names().equals("domains")) {
            return "–";
        }
        ColumnType own = type(row.column(), Optional.empty());
        Set<String> taken = new LinkedHashSet<>();
        for (ColumnType wanted : candidates()) {
            if (!wanted.equals(own) && takes(row.column(), wanted)) {
                taken.add("`" + (wanted instanceof ColumnType.Decimal ? "decimal(p,s)" : wanted) + "`");
            }
        }
        return taken.isEmpty() ? "–" : String.join(", ", taken);
    }

    private static List<ColumnType> candidates() {
        ColumnType.Timestamp.Unit nanos = ColumnType.Timestamp.Unit.NANOS;
        return List.of(
                ColumnType.BOOL,
                ColumnType.INT16,
                ColumnType.INT32,
                ColumnType.INT64,
                ColumnType.FLOAT,
                ColumnType.DOUBLE,
                new ColumnType.Decimal(37, 3),
                ColumnType.DATE,
                ColumnType.TIMESTAMP,
                ColumnType.TIMESTAMP_UTC,
                new ColumnType.Timestamp(nanos, ColumnType.Timestamp.Zone.NAIVE),
                new ColumnType.Timestamp(nanos, ColumnType.Timestamp.Zone.UTC),
                ColumnType.BINARY,
                ColumnType.JSON,
                ColumnType.TEXT);
    }

    private static boolean takes(SourceColumn column, ColumnType wanted) {
        try {
            return type(column, Optional.of(wanted)).equals(wanted);
        } catch (IngestException refused) {
            return false;
        }
    }
}
