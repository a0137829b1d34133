package dev.ingest.source.jdbc;

import dev.ingest.job.option.ScnReads;

/**
 * What users may choose about how a database is read.
 *
 * @param lobBytes the most of one large value
 * @param scnReads whether an Oracle table is read as of one state by its number
 */
public record JdbcChoices(long lobBytes, ScnReads scnReads) {
    /** The most bytes of one large value, where nobody chooses another. */
    public static final long USUAL_LOB_BYTES = 64L << 20;

    /** What holds where nobody chooses. */
    public static final JdbcChoices USUAL = new JdbcChoices(USUAL_LOB_BYTES, ScnReads.AUTO);
}
