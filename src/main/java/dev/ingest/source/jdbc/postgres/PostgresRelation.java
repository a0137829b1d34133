package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.name.TableName;
import dev.ingest.source.jdbc.QueryWriter;
import java.util.Locale;
import java.util.Optional;

/**
 * A table, view, query or whatever else rows can be selected from.
 *
 * @param oid its row in {@code pg_class}; 0: it has none
 * @param name its exact name, schema included
 * @param kind {@code pg_class.relkind}
 * @param grant what of it the user may read
 * @param query the text, of a query
 */
record PostgresRelation(long oid, TableName name, Kind kind, Grant grant, Optional<String> query) {
    /** The extent of the user's SELECT privilege. */
    enum Grant {
        TABLE,
        SOME_COLUMNS,
        NONE
    }

    /** The kinds that hold rows or show them. */
    enum Kind {
        TABLE("r"),
        PARTITIONED("p"),
        VIEW("v"),
        MATERIALIZED_VIEW("m"),
        FOREIGN("f"),
        /** A query of the user's. */
        QUERY("query"),
        /** An index, a sequence, a type: nothing that a job reads. */
        NO_TABLE("");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }

        static Kind of(String letter) {
            for (Kind kind : values()) {
                if (kind.letter.equals(letter)) {
                    return kind;
                }
            }
            return NO_TABLE;
        }
    }

    /** A query whose rows go by the name {@code written}. */
    static PostgresRelation of(String query, TableName written) {
        boolean quoted = written.quoted().get(written.parts().size() - 1);
        String name = quoted ? written.table() : written.table().toLowerCase(Locale.ROOT);
        return new PostgresRelation(0, TableName.exact(name), Kind.QUERY, Grant.TABLE, Optional.of(query));
    }

    /** Whether the server's LOCK takes it: neither foreign tables nor views that store rows, and no grant of columns. */
    boolean isLockable() {
        return (kind == Kind.TABLE || kind == Kind.PARTITIONED) && grant != Grant.SOME_COLUMNS;
    }

    /** A query of no rows: it locks all that a query of the relation reads, and needs no right beyond those for it. */
    String emptyQuery() {
        return "SELECT " + (grant == Grant.SOME_COLUMNS ? "" : "* ") + "FROM " + sql() + " LIMIT 0";
    }

    /** As query text. */
    String sql() {
        return query.map(text -> QueryWriter.enclosed(text) + " AS " + PostgresText.identifier(name.table()))
                .orElseGet(() -> PostgresText.relation(name));
    }
}
