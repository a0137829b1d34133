package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.failure.IngestException;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.parquet.ParquetTypes;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourcePlans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The type matrix of SQL Server, as FEATURES.md shows it between two marks; run it to write the page anew. */
final class SqlServerTypeReference {
    static final String BEGIN = "<!-- sqlserver-types:begin -->\n";
    static final String END = "<!-- sqlserver-types:end -->\n";
    static final Path PAGE = Path.of("FEATURES.md");
    private static final SqlServerDialect DIALECT = new SqlServerDialect();
    private static final String SEVENTH = "no zone is applied; a seventh digit other than 0 follows `timestamp_excess`";

    private SqlServerTypeReference() {}

    /**
     * One row.
     *
     * @param names the types as the page names them
     * @param column what the catalogue says of one of them
     * @param remarks limits, and what fails by default
     */
    record Row(String names, SourceColumn column, String remarks) {
        static Row of(String base, String remarks) {
            return named("`" + base + "`", base, remarks);
        }

        static Row named(String names, String base, String remarks) {
            OptionalInt none = OptionalInt.empty();
            return new Row(names, new SourceColumn("c", base, base, none, none, Nullability.NULLABLE), remarks);
        }

        static Row number(int precision, int scale, String names) {
            return new Row(
                    names,
                    new SourceColumn(
                            "c",
                            "decimal(" + precision + "," + scale + ")",
                            "decimal",
                            OptionalInt.of(precision),
                            OptionalInt.of(scale),
                            Nullability.NULLABLE),
                    "as declared");
        }
    }

    static List<Row> rows() {
        return List.of(
                Row.of("bit", ""),
                Row.of("tinyint", "unsigned, so wider"),
                Row.of("smallint", ""),
                Row.of("int", ""),
                Row.of("bigint", ""),
                Row.number(9, 2, "`decimal(p,s)`, `numeric(p,s)`, p ≤ 9"),
                Row.number(18, 4, "`decimal(p,s)`, `numeric(p,s)`, p ≤ 18"),
                Row.number(38, 18, "`decimal(p,s)`, `numeric(p,s)`, p ≤ 38"),
                Row.of("money", "every digit"),
                Row.of("smallmoney", "every digit"),
                Row.of("real", "`float(1)` to `float(24)` too"),
                Row.of("float", ""),
                Row.of("date", "not shifted before 1582"),
                Row.of("datetime", "the milliseconds that the server shows: .000, .003, .007"),
                Row.of("smalldatetime", "no zone is applied"),
                Row.named("`datetime2(n)`", "datetime2", SEVENTH),
                Row.named(
                        "`datetimeoffset(n)`",
                        "datetimeoffset",
                        "the instant, in UTC, its offset beside it by `offset_columns`; demanded as `text` with its offset;"
                                + " a seventh digit follows `timestamp_excess`"),
                Row.named("`time(n)`", "time", "all digits that it declares"),
                Row.named("`char(n)`", "char", "padded, as the database pads it; decoded by the collation's code page"),
                Row.named("`varchar(n)`, `varchar(max)`", "varchar", "decoded by the collation's code page"),
                Row.named("`nchar(n)`", "nchar", "padded; half a surrogate pair fails"),
                Row.named("`nvarchar(n)`, `nvarchar(max)`, `sysname`", "nvarchar", "half a surrogate pair fails"),
                Row.of("text", ""),
                Row.of("ntext", ""),
                Row.of("uniqueidentifier", "upper case, with hyphens, as the server writes it"),
                Row.named("`binary(n)`", "binary", "padded"),
                Row.named("`varbinary(n)`, `varbinary(max)`", "varbinary", ""),
                Row.of("image", ""),
                Row.named("`rowversion`, `timestamp`", "timestamp", "eight bytes; as watermark `0x00000000000007D1`"),
                Row.of("xml", "as the server writes it, without a declaration"),
                Row.of("json", "as the server writes it; new in SQL Server 2025"),
                Row.named("`vector(n)`", "vector", "a JSON array; new in SQL Server 2025"),
                Row.of("sql_variant", "what it holds, by its own type: every digit, times in ISO form, bytes as `0x…`"),
                Row.of("hierarchyid", "`/1/2/`"),
                Row.named("`geometry`, `geography`", "geometry", "WKT with Z and M, without the SRID"),
                Row.named("types of the CLR", "clr", "the type's own `ToString()`"));
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
        StringBuilder table =
                new StringBuilder("\n| SQL Server, Azure SQL | lands as | in Parquet | remarks | may be |\n");
        table.append("|---|---|---|---|---|\n");
        for (Row row : rows()) {
            ColumnType landed = type(row.column(), Optional.empty());
            table.append("| %s | `%s` | `%s` | %s | %s |\n"
                    .formatted(row.names(), landed, ParquetTypes.of(landed), row.remarks(), overrides(row)));
        }
        return table.append("| aliases (`CREATE TYPE … FROM`) | – | – | as the type under it | – |\n\n")
                .toString();
    }

    private static ColumnType type(SourceColumn column, Optional<ColumnType> override) {
        return DIALECT.reading(column, SourcePlans.options(override, Unrepresentable.FAIL))
                .type();
    }

    /** The overrides that the dialect takes, besides what the column is anyway. */
    private static String overrides(Row row) {
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
