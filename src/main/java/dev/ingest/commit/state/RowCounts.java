package dev.ingest.commit.state;

/**
 * What a load counted.
 *
 * @param read rows that came from the source
 * @param dropped rows read again that an earlier load had landed
 */
public record RowCounts(long read, long dropped) {}
