package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.job.name.TableName;

/**
 * A table or view.
 *
 * @param id its object number
 * @param name its exact name, schema included
 * @param kind what it is
 * @param altered when it was last altered, as the server writes it
 */
record SqlServerRelation(int id, TableName name, Kind kind, String altered) {
    /** The kinds that rows are read of. */
    enum Kind {
        TABLE,
        VIEW;

        static Kind of(String type) {
            return type.strip().equals("V") ? VIEW : TABLE;
        }
    }
}
