package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.name.TableName;

/**
 * A table, view or whatever else rows can be selected from.
 *
 * @param oid its row in {@code pg_class}
 * @param name its exact name, schema included
 * @param kind {@code pg_class.relkind}
 * @param grant what of it the user may read
 */
record PostgresRelation(long oid, TableName name, Kind kind, Grant grant) {
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
        return PostgresText.relation(name);
    }
}
