package dev.ingest.job;

import dev.ingest.job.name.TableName;
import java.util.Optional;

/**
 * Which rows of a source are a job's, whatever the window.
 *
 * @param table the table; with a query, the name that its rows go by
 * @param query what is read in the table's place, in the source's language; absent: the table itself
 * @param where a condition of the user's, in the source's language; absent: all rows
 */
public record Extraction(TableName table, Optional<String> query, Optional<String> where) {

    /** All rows of a table. */
    public static Extraction of(TableName table) {
        return new Extraction(table, Optional.empty(), Optional.empty());
    }

    /** The same rows under the exact name that the source has for them. */
    public Extraction named(TableName exact) {
        return new Extraction(exact, query, where);
    }
}
