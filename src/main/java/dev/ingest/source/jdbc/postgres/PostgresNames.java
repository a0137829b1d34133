package dev.ingest.source.jdbc.postgres;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.job.name.NearMatch;
import dev.ingest.job.name.TableName;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what users' names mean. A name written without quotes is looked up folded to lower case, then as it stands; one
 * in quotes as it stands.
 */
final class PostgresNames {
    private static final String FIND = """
            SELECT c.oid, n.nspname, c.relname, c.relkind::text,
              CASE WHEN pg_catalog.has_table_privilege(c.oid, 'SELECT') THEN 'TABLE'
                WHEN pg_catalog.has_any_column_privilege(c.oid, 'SELECT') THEN 'SOME_COLUMNS' ELSE 'NONE' END
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = ANY (?) AND n.nspname = ANY (?)
            ORDER BY array_position(?::text[], c.relname::text), array_position(?::text[], n.nspname::text)
            """;
    private static final String SEARCH_PATH = "SELECT unnest(pg_catalog.current_schemas(true))::text";
    private static final String ALL = """
            SELECT CASE WHEN n.nspname = ANY (pg_catalog.current_schemas(false)) THEN '' ELSE n.nspname || '.' END
                || c.relname, n.nspname || '.' || c.relname
            """ + PostgresTables.READABLE + "LIMIT 10000";

    private final PostgresSession session;
    private final JdbcTarget target;

    PostgresNames(PostgresSession session, JdbcTarget target) {
        this.session = session;
        this.target = target;
    }

    /** What {@code extraction} reads; CONFIG with near matches when there is none. */
    PostgresRelation relation(Extraction extraction) throws SQLException {
        return extraction.query().isPresent()
                ? PostgresRelation.of(extraction.query().get(), extraction.table())
                : relation(extraction.table());
    }

    /** The relation that {@code table} names; CONFIG with near matches when there is none. */
    PostgresRelation relation(TableName table) throws SQLException {
        List<String> parts = table.parts();
        int last = parts.size() - 1;
        if (last == 2 && !meanings(table, 0).contains(target.database())) {
            throw unknown(
                    table,
                    "the connection is to database " + target.database() + ", another one cannot be read."
                            + " Name it in [" + target.section() + "]");
        }
        List<String> names = meanings(table, last);
        List<String> schemas =
                last == 0 ? session.list(SEARCH_PATH, row -> row.getString(1)) : meanings(table, last - 1);
        PostgresRelation found = session.first(FIND, PostgresNames::relation, names, schemas, names, schemas)
                .orElseThrow(() -> absent(table));
        if (found.kind() == PostgresRelation.Kind.NO_TABLE) {
            throw unknown(table, "it is no table or view. Name one");
        }
        return found;
    }

    /** The column of {@code columns} that users call {@code written}; CONFIG with near matches when there is none. */
    SourceColumn column(PostgresRelation relation, List<SourceColumn> columns, String written) {
        boolean quoted = written.length() > 2 && written.startsWith("\"") && written.endsWith("\"");
        List<String> meanings = quoted
                ? List.of(written.substring(1, written.length() - 1).replace("\"\"", "\""), written)
                : List.of(written.toLowerCase(Locale.ROOT), written);
        return meanings.stream()
                .flatMap(name -> columns.stream().filter(column -> column.name().equals(name)))
                .findFirst()
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot find column " + written + " of table " + relation.name()
                                + ": there is none of that name."
                                + NearMatch.list(
                                        written,
                                        columns.stream().map(SourceColumn::name).toList())
                                + " Correct the cell watermark_column."));
    }

    private static PostgresRelation relation(ResultSet row) throws SQLException {
        return new PostgresRelation(
                row.getLong(1),
                TableName.exact(row.getString(2), row.getString(3)),
                PostgresRelation.Kind.of(row.getString(4)),
                PostgresRelation.Grant.valueOf(row.getString(5)),
                Optional.empty());
    }

    private static List<String> meanings(TableName table, int part) {
        String written = table.parts().get(part);
        return table.quoted().get(part) ? List.of(written) : List.of(written.toLowerCase(Locale.ROOT), written);
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
                            + " Correct the cell table_name");
        } catch (SQLException failure) {
            return unknown(table, "there is no such table. Correct the cell table_name");
        }
    }

    private IngestException unknown(TableName table, String why) {
        return new IngestException(
                FailureKind.CONFIG, "Cannot read table " + table + " of " + target.place() + ": " + why + ".");
    }
}
