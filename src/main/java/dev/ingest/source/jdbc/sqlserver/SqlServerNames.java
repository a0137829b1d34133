package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.NearMatch;
import dev.ingest.job.name.TableName;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Finds what users' names mean: as the database's collation compares them, and where it tells capitals apart, a name
 * without quotes however it is written.
 */
final class SqlServerNames {
    private static final String NAMED = """
            FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id
            LEFT JOIN sys.synonyms y ON y.object_id = o.object_id
            WHERE (o.name = ? OR (? = 0 AND LOWER(o.name) = LOWER(?)))
            """;
    private static final String FOUND = """
            SELECT TOP (1) o.object_id, s.name, o.name, o.type, CONVERT(varchar(40), o.modify_date, 121),
              PARSENAME(y.base_object_name, 4), PARSENAME(y.base_object_name, 3),
              COALESCE(PARSENAME(y.base_object_name, 2), SCHEMA_NAME()), PARSENAME(y.base_object_name, 1)
            """;
    private static final String FIND = FOUND + NAMED + """
            AND (s.name = SCHEMA_NAME() OR s.name = 'dbo')
            ORDER BY CASE WHEN s.name = SCHEMA_NAME() THEN 0 ELSE 1 END, CASE WHEN o.name = ? THEN 0 ELSE 1 END
            """;
    private static final String FIND_IN_SCHEMA = FOUND + NAMED + """
            AND (s.name = ? OR (? = 0 AND LOWER(s.name) = LOWER(?)))
            ORDER BY CASE WHEN s.name = ? THEN 0 ELSE 1 END, CASE WHEN o.name = ? THEN 0 ELSE 1 END
            """;
    private static final String ALL = """
            SELECT TOP (10000) CASE WHEN s.name = SCHEMA_NAME() THEN '' ELSE s.name + '.' END + o.name, s.name + '.' + o.name
            """ + SqlServerTables.READABLE;

    /** How deep synonyms may stand for one another; the server allows one step. */
    private static final int SYNONYMS = 2;

    private final SqlServerSession session;
    private final JdbcTarget target;

    SqlServerNames(SqlServerSession session, JdbcTarget target) {
        this.session = session;
        this.target = target;
    }

    /** What a name stands for: a relation, or a synonym of another name. */
    private record Found(SqlServerRelation relation, String type, Optional<Synonym> synonym) {}

    private record Synonym(String server, String database, TableName base) {}

    /** The relation that {@code table} names; CONFIG with near matches when there is none. */
    SqlServerRelation relation(TableName table) throws SQLException {
        checkDatabase(table);
        TableName name = table;
        for (int step = 0; step < SYNONYMS; step++) {
            Found found = find(name).orElseThrow(() -> absent(table));
            if (found.synonym().isEmpty()) {
                return readable(table, found);
            }
            name = base(table, found.synonym().get());
        }
        throw unknown(table, "it is a synonym of a synonym. Name the table itself in the cell table_name");
    }

    /** The column of {@code columns} that users call {@code written}; CONFIG with near matches when there is none. */
    static SourceColumn column(TableName table, List<SourceColumn> columns, String written) {
        boolean quoted = written.length() > 2 && written.startsWith("\"") && written.endsWith("\"");
        String name = quoted ? written.substring(1, written.length() - 1).replace("\"\"", "\"") : written;
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> !quoted && column.name().equalsIgnoreCase(name))
                        .findFirst())
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot find column " + written + " of table " + table + ": there is none of that name."
                                + NearMatch.list(
                                        written,
                                        columns.stream().map(SourceColumn::name).toList())
                                + " Correct the cell watermark_column."));
    }

    private Optional<Found> find(TableName table) throws SQLException {
        int last = table.parts().size() - 1;
        String name = table.parts().get(last);
        int exact = table.quoted().get(last) ? 1 : 0;
        if (last == 0) {
            return session.first(FIND, SqlServerNames::found, name, exact, name, name);
        }
        String schema = table.parts().get(last - 1);
        int exactSchema = table.quoted().get(last - 1) ? 1 : 0;
        return session.first(
                FIND_IN_SCHEMA, SqlServerNames::found, name, exact, name, schema, exactSchema, schema, schema, name);
    }

    private static Found found(ResultSet row) throws SQLException {
        TableName name = TableName.exact(row.getString(2), row.getString(3));
        String type = row.getString(4).strip();
        SqlServerRelation relation =
                new SqlServerRelation(row.getInt(1), name, SqlServerRelation.Kind.of(type), row.getString(5));
        Optional<Synonym> synonym = type.equals("SN") && row.getString(9) != null
                ? Optional.of(
                        new Synonym(text(row, 6), text(row, 7), TableName.exact(row.getString(8), row.getString(9))))
                : Optional.empty();
        return new Found(relation, type, synonym);
    }

    private static String text(ResultSet row, int at) throws SQLException {
        return Optional.ofNullable(row.getString(at)).orElse("");
    }

    private void checkDatabase(TableName table) {
        if (table.parts().size() == 3 && !table.parts().get(0).equalsIgnoreCase(target.database())) {
            throw unknown(
                    table,
                    "the connection is to database " + target.database() + ", another one cannot be read."
                            + " Name it in [" + target.section() + "]");
        }
    }

    private SqlServerRelation readable(TableName table, Found found) {
        if (!found.type().equals("U") && !found.type().equals("V")) {
            throw unknown(table, "it is no table or view. Name one");
        }
        return found.relation();
    }

    private TableName base(TableName table, Synonym synonym) {
        boolean here = synonym.server().isEmpty()
                && (synonym.database().isEmpty() || synonym.database().equalsIgnoreCase(target.database()));
        if (!here) {
            String place =
                    synonym.server().isEmpty() ? synonym.database() : synonym.server() + "." + synonym.database();
            throw unknown(
                    table,
                    "it is a synonym of " + synonym.base() + " in " + place
                            + ", whose catalogue is not this database's. Read it by a source section for that database,"
                            + " or make a view of it");
        }
        return synonym.base();
    }

    private IngestException absent(TableName table) {
        try {
            List<String> parts = table.parts();
            int qualified = Math.min(parts.size(), 2);
            List<String> known = session.list(ALL, row -> row.getString(qualified));
            String near =
                    NearMatch.list(String.join(".", parts.subList(parts.size() - qualified, parts.size())), known);
            return unknown(
                    table,
                    "there is no such table that " + target.user() + " may read." + near
                            + " Correct the cell table_name, or ask for GRANT SELECT ON " + table + " TO "
                            + target.user());
        } catch (SQLException failure) {
            return unknown(table, "there is no such table. Correct the cell table_name");
        }
    }

    private IngestException unknown(TableName table, String why) {
        return new IngestException(
                FailureKind.CONFIG, "Cannot read table " + table + " of " + target.place() + ": " + why + ".");
    }
}
