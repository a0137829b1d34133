package dev.ingest.source.jdbc;

import dev.ingest.failure.IngestException;

/** What one kind of database says of a failed question or read, and the way out. */
public interface FailureTable {

    /** The failure of reading {@code table}, as people write it; one that is explained already is left as it is. */
    IngestException explain(String table, Throwable failure);
}
