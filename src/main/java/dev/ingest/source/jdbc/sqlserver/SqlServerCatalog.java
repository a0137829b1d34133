package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.data.Nullability;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.source.DividingKey;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.sqlserver.SqlServerRelation.Kind;
import dev.ingest.source.jdbc.sqlserver.connect.ServerError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the server's catalogue says of one table or view, or of the rows of a query. */
final class SqlServerCatalog {
    private static final SqlServerDialect DIALECT = new SqlServerDialect();

    /** A column set repeats the sparse columns beside it. What a view promises may have ceased to hold. */
    private static final String COLUMNS = """
            SELECT c.name, t.name AS declared,
              CASE WHEN t.is_assembly_type = 1 AND t.is_user_defined = 1 THEN 'clr' ELSE COALESCE(b.name, t.name) END AS base,
              CONVERT(int, c.max_length) AS length, CONVERT(int, c.precision) AS precision,
              CONVERT(int, c.scale) AS scale, c.is_nullable
            FROM sys.columns c
            JOIN sys.types t ON t.user_type_id = c.user_type_id
            LEFT JOIN sys.types b ON t.is_assembly_type = 0 AND b.user_type_id = t.system_type_id
            WHERE c.object_id = ? AND c.is_column_set = 0
            ORDER BY c.column_id
            """;

    private static final String PRIMARY_KEY = """
            SELECT c.name
            FROM sys.indexes i
            JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id AND k.key_ordinal > 0
            JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
            WHERE i.object_id = ? AND i.is_primary_key = 1
            ORDER BY k.key_ordinal
            """;

    private static final String UNIQUE = """
            SELECT DISTINCT MIN(c.name)
            FROM sys.indexes i
            JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id AND k.key_ordinal > 0
            JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
            WHERE i.object_id = ? AND i.is_unique = 1 AND i.has_filter = 0 AND i.is_disabled = 0
            GROUP BY i.index_id HAVING COUNT(*) = 1
            """;

    /** The leading column of the clustered index, of a table of some size. */
    private static final String CLUSTERED = """
            SELECT c.name, i.index_id
            FROM sys.indexes i
            JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id AND k.key_ordinal = 1
            JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
            WHERE i.object_id = ? AND i.type = 1 AND i.is_disabled = 0
              AND (SELECT SUM(p.rows) FROM sys.partitions p
                WHERE p.object_id = i.object_id AND p.index_id = i.index_id) >= %d
            """;
    /** Since SQL Server 2016. A step has the rows from above the one before to its own key. */
    private static final String HISTOGRAM = """
            SELECT %s, CONVERT(bigint, range_rows + equal_rows) FROM sys.dm_db_stats_histogram(?, ?)
            WHERE range_high_key IS NOT NULL ORDER BY step_number
            """;

    /** Below this many rows a slice costs more than it saves. */
    private static final int LEAST_ROWS = 50_000;

    private final SqlServerSession session;

    SqlServerCatalog(SqlServerSession session) {
        this.session = session;
    }

    List<SourceColumn> columns(SqlServerRelation relation) throws SQLException {
        return session.list(COLUMNS, row -> column(row, relation.kind()), relation.id());
    }

    /** The columns of what {@code query} selects. */
    List<SourceColumn> columns(String query) throws SQLException {
        return session.list("EXEC sp_describe_first_result_set ?", SqlServerCatalog::described, query);
    }

    List<String> primaryKey(SqlServerRelation relation) throws SQLException {
        return session.list(PRIMARY_KEY, row -> row.getString(1), relation.id());
    }

    /** Columns of {@code columns} that are unique and hold no null. */
    Set<String> uniqueColumns(SqlServerRelation relation, List<SourceColumn> columns) throws SQLException {
        Set<String> unique = new LinkedHashSet<>(session.list(UNIQUE, row -> row.getString(1), relation.id()));
        columns.stream()
                .filter(column -> column.nullability() == Nullability.NULLABLE)
                .map(SourceColumn::name)
                .forEach(unique::remove);
        return unique;
    }

    private record Clustered(String column, int index) {}

    /** How the rows are spread over the key that the table is stored along; empty where that is no use. */
    Optional<DividingKey> divided(SqlServerRelation relation, List<SourceColumn> columns) throws SQLException {
        Optional<Clustered> clustered = session.first(
                CLUSTERED.formatted(LEAST_ROWS), row -> new Clustered(row.getString(1), row.getInt(2)), relation.id());
        if (clustered.isEmpty()) {
            return Optional.empty();
        }
        Optional<KeyColumn> key = columns.stream()
                .filter(column -> column.name().equals(clustered.get().column()))
                .findFirst()
                .flatMap(column -> DIALECT.cursorType(column).map(type -> new KeyColumn(column.name(), type)))
                .filter(column -> column.type() != CursorType.ROWVERSION && column.type() != CursorType.TEXT);
        return key.isEmpty()
                ? Optional.empty()
                : sample(relation, clustered.get().index(), key.get())
                        .map(sample -> new DividingKey(key.get(), sample));
    }

    /** The histogram of the clustered index; servers that do not show it are read in one slice. */
    private Optional<KeySample> sample(SqlServerRelation relation, int index, KeyColumn key) throws SQLException {
        String text = SqlServerText.shown("CONVERT(" + type(key.type()) + ", range_high_key)", key.type());
        return ServerError.unlessRefused(() -> Optional.of(session.list(
                        HISTOGRAM.formatted(text),
                        row -> new KeySample.Count(row.getString(1), row.getLong(2)),
                        relation.id(),
                        index)))
                .filter(counts -> !counts.isEmpty())
                .map(counts -> new KeySample(counts, 0));
    }

    private static String type(CursorType type) {
        return switch (type) {
            case DATE -> "date";
            case TIMESTAMP -> "datetime2(7)";
            case TIMESTAMP_UTC -> "datetimeoffset(7)";
            case INTEGER -> "bigint";
            default -> "decimal(38,9)";
        };
    }

    private static SourceColumn column(ResultSet row, Kind kind) throws SQLException {
        String base = row.getString("base");
        int precision = row.getInt("precision");
        int scale = row.getInt("scale");
        String declared = declared(row.getString("declared"), base, row.getInt("length"), precision, scale);
        boolean required = !row.getBoolean("is_nullable") && kind == Kind.TABLE;
        return new SourceColumn(
                row.getString("name"),
                declared,
                base,
                precision(base, precision, scale),
                scale(base, scale),
                required ? Nullability.REQUIRED : Nullability.NULLABLE);
    }

    private static SourceColumn described(ResultSet row) throws SQLException {
        Optional<String> system = Optional.ofNullable(row.getString("system_type_name"));
        String declared = system.orElse(String.valueOf(row.getString("user_type_name")));
        String base = declared.replaceFirst("\\(.*", "");
        boolean known = system.isPresent() || base.matches("hierarchyid|geometry|geography");
        int scale = row.getInt("scale");
        return new SourceColumn(
                row.getString("name"),
                declared,
                known ? base : "clr",
                precision(base, row.getInt("precision"), scale),
                scale(base, scale),
                Nullability.NULLABLE);
    }

    private static OptionalInt precision(String base, int precision, int scale) {
        return switch (base) {
            case "decimal", "numeric" -> OptionalInt.of(precision);
            case "time", "datetime2", "datetimeoffset" -> OptionalInt.of(scale);
            case "datetime" -> OptionalInt.of(3);
            default -> OptionalInt.empty();
        };
    }

    private static OptionalInt scale(String base, int scale) {
        return base.equals("decimal") || base.equals("numeric") ? OptionalInt.of(scale) : OptionalInt.empty();
    }

    private static String declared(String name, String base, int length, int precision, int scale) {
        if (!name.equals(base)) {
            return name;
        }
        return switch (base) {
            case "decimal", "numeric" -> base + "(" + precision + "," + scale + ")";
            case "time", "datetime2", "datetimeoffset" -> base + "(" + scale + ")";
            case "char", "varchar", "binary", "varbinary" -> base + "(" + (length < 0 ? "max" : length) + ")";
            case "nchar", "nvarchar" -> base + "(" + (length < 0 ? "max" : length / 2) + ")";
            default -> base;
        };
    }
}
