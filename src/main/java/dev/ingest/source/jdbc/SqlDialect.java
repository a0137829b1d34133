package dev.ingest.source.jdbc;

import dev.ingest.job.Reading;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.SourceRules;

/** What is known of a database, and how it is asked in SQL. */
public interface SqlDialect extends SourceRules {

    /** The text that counts the rows of {@code reading}, all slices together. */
    String count(Reading reading);

    /** The text that samples the keys of the rows of {@code reading}: text and number of rows, ascending, null last. */
    String sample(Reading reading, KeyColumn key);
}
