package dev.ingest.source.jdbc.oracle;

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

/** The type matrix of Oracle, as FEATURES.md shows it between two marks; run it to write the page anew. */
final class OracleTypeReference {
    static final String BEGIN = "<!-- oracle-types:begin -->\n";
    static final String END = "<!-- oracle-types:end -->\n";
    static final Path PAGE = Path.of("FEATURES.md");
    private static final String DIGITS = "what has more digits fails; see `unbounded_number`";
    private static final String YEARS = "years before 0001 and the leap days of the Julian calendar fail";
    private static final String FINE =
            "; a seventh digit fails unless `timestamp_unit` or `timestamp_excess` says otherwise";

    private OracleTypeReference() {}

    /**
     * One row.
     *
     * @param names the types as the page names them
     * @param column what the dictionary says of one such
     * @param remarks limits, and what fails by default
     */
    record Row(String names, SourceColumn column, String remarks) {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.addAll(numbers());
        rows.addAll(times());
        rows.addAll(texts());
        rows.addAll(large());
        return rows;
    }

    private static List<Row> numbers() {
        return List.of(
                number("`NUMBER(p)`, `NUMBER(p,s)`, p ≤ 18", 10, 2, "as declared"),
                number("`NUMBER(p)`, `NUMBER(p,s)`, p ≤ 38", 38, 18, "as declared"),
                number("`NUMBER(*,s)`", 38, 2, "38 digits"),
                number("`INTEGER`, `INT`, `SMALLINT`, `NUMBER(*,0)`", 38, 0, "38 digits, as Oracle has them"),
                number("`NUMBER(5,-2)`", 5, -2, "the zeros before the point count as digits"),
                number("`NUMBER(2,5)`", 2, 5, "the zeros behind the point count as digits"),
                number("`NUMBER(p,s)`, more than 38 digits", 38, -2, "every digit"),
                new Row("`NUMBER`", OraclePlans.column("c", "number"), DIGITS),
                new Row(
                        "`FLOAT(b)`, `REAL`, `DOUBLE PRECISION`",
                        OraclePlans.column("c", "float"),
                        "decimal numbers, cut to b bits; " + DIGITS),
                row("`BINARY_FLOAT`", "binary_float", "`NaN` and infinity land as they are"),
                row("`BINARY_DOUBLE`", "binary_double", "`NaN` and infinity land as they are"),
                row("`BOOLEAN`", "boolean", "since 23ai"));
    }

    private static List<Row> times() {
        return List.of(
                row("`DATE`", "date", "with its time of day; no zone is applied; " + YEARS),
                new Row(
                        "`TIMESTAMP(0)` to `TIMESTAMP(9)`",
                        OraclePlans.timestamp("c", "timestamp", 9),
                        "no zone is applied; " + YEARS + FINE),
                new Row(
                        "`TIMESTAMP WITH TIME ZONE`",
                        OraclePlans.timestamp("c", "timestamp with time zone", 9),
                        "the instant, of regions by the server's own rules; demanded as `text`: with its zone" + FINE),
                new Row(
                        "`TIMESTAMP WITH LOCAL TIME ZONE`",
                        OraclePlans.timestamp("c", "timestamp with local time zone", 9),
                        "the instant" + FINE),
                row("`INTERVAL YEAR TO MONTH`", "interval year to month", "`+02-06`"),
                row("`INTERVAL DAY TO SECOND`", "interval day to second", "`+03 04:05:06.789000`"));
    }

    private static List<Row> texts() {
        return List.of(
                row("`VARCHAR2`, `NVARCHAR2`", "varchar2", "an empty text is a null, as in Oracle"),
                row("`CHAR`, `NCHAR`", "char", "padded, as the database pads it"),
                row("`RAW`", "raw", "the bytes"),
                row("`ROWID`", "rowid", "18 characters"),
                row("`UROWID`", "urowid", "the server's own text"));
    }

    private static List<Row> large() {
        return List.of(
                row("`CLOB`, `NCLOB`", "clob", "up to `lob_bytes`; an empty one is an empty text, not a null"),
                row("`BLOB`", "blob", "up to `lob_bytes`; an empty one is no null"),
                row("`LONG`", "long", "up to `lob_bytes`; not by a sort or a condition"),
                row("`LONG RAW`", "long raw", "up to `lob_bytes`"),
                row("`XMLTYPE`", "xmltype", "by `XMLSERIALIZE`"),
                row("`JSON`", "json", "by `JSON_SERIALIZE`; a JSON null is the text `null`"),
                row("`VECTOR`", "vector", "by `VECTOR_SERIALIZE`: `[1.5E+000,2.0E+000]`"),
                row("`SDO_GEOMETRY`", "sdo_geometry", "WKT, by `SDO_UTIL.TO_WKTGEOMETRY`, without the SRID"),
                row(
                        "object types, `REF`, `ANYDATA`, collections, `BFILE`",
                        "object",
                        "refused before the first row, by name; leave them out with `-name` in the cell `columns`"));
    }

    private static Row row(String names, String base, String remarks) {
        return new Row(names, OraclePlans.column("c", base), remarks);
    }

    private static Row number(String names, int precision, int scale, String remarks) {
        return new Row(
                names,
                new SourceColumn(
                        "c",
                        "NUMBER",
                        "number",
                        OptionalInt.of(precision),
                        OptionalInt.of(scale),
                        Nullability.NULLABLE),
                remarks);
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
        StringBuilder table = new StringBuilder("\n| Oracle | lands as | in Parquet | remarks | may be |\n");
        table.append("|---|---|---|---|---|\n");
        for (Row row : rows()) {
            Optional<ColumnType> type = type(row.column(), Optional.empty());
            table.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(
                            row.names(),
                            type.map(OracleTypeReference::quoted).orElse("–"),
                            type.map(ParquetTypes::of)
                                    .map(OracleTypeReference::quoted)
                                    .orElse("–"),
                            row.remarks(),
                            overrides(row)));
        }
        return table.append('\n').toString();
    }

    private static String quoted(Object words) {
        return "`" + words + "`";
    }

    /** Empty for what is refused. */
    private static Optional<ColumnType> type(SourceColumn column, Optional<ColumnType> override) {
        ReadingOptions options = new ReadingOptions(
                override, new ColumnType.Decimal(38, 9), ColumnType.Timestamp.Unit.MICROS, Unrepresentable.FAIL);
        try {
            return Optional.of(OraclePlans.DIALECT.reading(column, options).type());
        } catch (IngestException refused) {
            return Optional.empty();
        }
    }

    /** The overrides that the dialect takes, besides what the column is anyway. */
    private static String overrides(Row row) {
        Optional<ColumnType> own = type(row.column(), Optional.empty());
        Set<String> taken = new LinkedHashSet<>();
        for (ColumnType wanted : candidates()) {
            if (!own.equals(Optional.of(wanted))
                    && type(row.column(), Optional.of(wanted)).equals(Optional.of(wanted))) {
                taken.add(quoted(wanted instanceof ColumnType.Decimal ? "decimal(p,s)" : wanted));
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
}
