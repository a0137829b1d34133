package dev.ingest.source.jdbc.oracle;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.NearMatch;
import dev.ingest.job.name.TableName;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds what users' names mean. A name written without quotes is looked up folded to upper case, then as it stands, then
 * whatever its case where there is one alone; a name in quotes as it stands.
 */
final class OracleNames {
    /** Synonyms of synonyms end somewhere; the server refuses those that go round. */
    private static final int LONGEST_CHAIN = 16;

    private static final String READABLE = "object_type IN ('TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SYNONYM')";
    private static final String FIND = "SELECT owner, object_name, object_type FROM all_objects WHERE " + READABLE
            + " AND object_name IN (?, ?) AND owner IN (?, ?)";
    private static final String FIND_ANY_CASE = "SELECT owner, object_name, object_type FROM all_objects WHERE "
            + READABLE + " AND UPPER(object_name) = ? AND UPPER(owner) IN (?, ?)";
    private static final String SYNONYM = "SELECT NVL(table_owner, owner), table_name, db_link FROM all_synonyms"
            + " WHERE owner = ? AND synonym_name = ?";
    private static final String SCHEMA = "SELECT SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') FROM dual";
    private static final String ALL = "SELECT DISTINCT CASE WHEN owner = ? THEN object_name"
            + " ELSE owner || '.' || object_name END FROM all_objects WHERE " + READABLE
            + " AND owner NOT IN (SELECT username FROM all_users WHERE oracle_maintained = 'Y') AND owner <> 'PUBLIC'"
            + " FETCH FIRST 10000 ROWS ONLY";
    private static final String PUBLIC = "PUBLIC";

    private final OracleSession session;
    private final JdbcTarget target;

    OracleNames(OracleSession session, JdbcTarget target) {
        this.session = session;
        this.target = target;
    }

    private record Found(String owner, String name, String type) {
        private static Found of(ResultSet row) throws SQLException {
            return new Found(row.getString(1), row.getString(2), row.getString(3));
        }
    }

    private record Behind(String owner, String name, Optional<String> link) {}

    /** The relation that {@code table} names; CONFIG with near matches when there is none. */
    OracleRelation relation(TableName table) throws SQLException {
        List<String> parts = table.parts();
        if (parts.size() > 2) {
            throw unknown(
                    table, "a name of Oracle has an owner and a table, no third part. Correct the cell table_name");
        }
        String schema = session.first(SCHEMA, row -> row.getString(1)).orElseThrow();
        int last = parts.size() - 1;
        Optional<Found> found = last == 0
                ? find(table, 0, schema, PUBLIC, owner -> owner.equals(PUBLIC) ? 1 : 0)
                : find(table, last, owner(table, 0), parts.get(0), owner -> 0);
        return resolved(found.orElseThrow(() -> absent(table, schema)), table);
    }

    /** The column of {@code rows} that users call {@code written}; CONFIG with near matches when there is none. */
    static SourceColumn column(OracleRows rows, String written) {
        boolean quoted = written.length() > 2 && written.startsWith("\"") && written.endsWith("\"");
        List<String> meanings = quoted
                ? List.of(written.substring(1, written.length() - 1))
                : List.of(written.toUpperCase(Locale.ROOT), written);
        Stream<SourceColumn> exact = meanings.stream()
                .flatMap(name ->
                        rows.columns().stream().filter(column -> column.name().equals(name)));
        Stream<SourceColumn> loose = rows.columns().stream()
                .filter(column -> !quoted && column.name().equalsIgnoreCase(written));
        return Stream.concat(exact, loose)
                .findFirst()
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot find column " + written + " of table " + rows.table() + ": there is none of that name."
                                + NearMatch.list(
                                        written,
                                        rows.columns().stream()
                                                .map(SourceColumn::name)
                                                .toList())
                                + " Correct the cell watermark_column."));
    }

    private Optional<Found> find(TableName table, int part, String owner, String other, Function<String, Integer> rank)
            throws SQLException {
        String written = table.parts().get(part);
        String folded = owner(table, part);
        Comparator<Found> first = Comparator.<Found, Boolean>comparing(
                        one -> !one.name().equals(folded))
                .thenComparing(one -> rank.apply(one.owner()))
                .thenComparing(one -> !one.owner().equals(owner))
                .thenComparing(one -> one.type().equals("MATERIALIZED VIEW"));
        Optional<Found> exact = session.list(FIND, Found::of, folded, written, owner, other).stream()
                .min(first);
        if (exact.isPresent() || table.quoted().contains(true)) {
            return exact;
        }
        List<Found> loose = session.list(
                FIND_ANY_CASE,
                Found::of,
                written.toUpperCase(Locale.ROOT),
                owner.toUpperCase(Locale.ROOT),
                other.toUpperCase(Locale.ROOT));
        boolean one = loose.stream().map(Found::name).distinct().count() == 1;
        return one ? loose.stream().min(first) : Optional.empty();
    }

    /** A part as the server folds it. */
    private static String owner(TableName table, int part) {
        String written = table.parts().get(part);
        return table.quoted().get(part) ? written : written.toUpperCase(Locale.ROOT);
    }

    private OracleRelation resolved(Found found, TableName table) throws SQLException {
        Found now = found;
        for (int step = 0; step < LONGEST_CHAIN; step++) {
            if (!now.type().equals("SYNONYM")) {
                OracleRows.Kind kind = now.type().equals("VIEW") ? OracleRows.Kind.VIEW : OracleRows.Kind.TABLE;
                return new OracleRelation(TableName.exact(now.owner(), now.name()), kind);
            }
            Found synonym = now;
            Behind behind = session.first(
                            SYNONYM,
                            row -> new Behind(
                                    row.getString(1), row.getString(2), Optional.ofNullable(row.getString(3))),
                            synonym.owner(),
                            synonym.name())
                    .orElseThrow(() -> unknown(table, "its synonym cannot be seen. Name the table itself"));
            if (behind.link().isPresent()) {
                TableName name = synonym.owner().equals(PUBLIC)
                        ? TableName.exact(synonym.name())
                        : TableName.exact(synonym.owner(), synonym.name());
                return new OracleRelation(name, OracleRows.Kind.REMOTE);
            }
            now = session.list(FIND, Found::of, behind.name(), behind.name(), behind.owner(), behind.owner()).stream()
                    .min(Comparator.comparing(one -> one.type().equals("MATERIALIZED VIEW")))
                    .orElseThrow(() -> unknown(
                            table,
                            "it is a synonym of " + behind.owner() + "." + behind.name()
                                    + ", which does not exist or may not be read by " + target.user()
                                    + ". Ask its owner for GRANT SELECT"));
        }
        throw unknown(table, "its synonyms go round. Name the table itself");
    }

    private IngestException absent(TableName table, String schema) {
        try {
            List<String> known = session.list(ALL, row -> row.getString(1), schema);
            return unknown(
                    table,
                    "there is no such table that " + target.user() + " may read."
                            + NearMatch.list(String.join(".", table.parts()), known)
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
