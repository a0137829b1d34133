package dev.ingest.job;

import dev.ingest.job.name.TableName;
import java.util.Optional;

/**
 * A part of a table that is read by itself. Slices of a plan never overlap and together hold every row.
 *
 * @param number from 0
 * @param relation the leaf table to read instead of the plan's, when the table is partitioned
 * @param predicate a condition in the source's own language that confines the slice; absent: all rows
 */
public record Slice(int number, Optional<TableName> relation, Optional<String> predicate) {
    public static final Slice WHOLE = new Slice(0, Optional.empty(), Optional.empty());
}
