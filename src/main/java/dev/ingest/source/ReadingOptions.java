package dev.ingest.source;

import dev.ingest.data.ColumnType;
import dev.ingest.job.option.TimestampExcess;
import dev.ingest.job.option.Unrepresentable;
import java.util.Optional;

/**
 * What users may choose about the reading of a column.
 *
 * @param override the type demanded for this column; absent: the dialect's rule
 * @param unboundedNumber what numbers without a declared precision land as
 * @param timestampUnit the resolution of timestamps
 * @param unrepresentable what happens to a value that its type cannot hold: infinity, NaN in a decimal, a year out of
 *     range
 * @param excess what happens to a time with more fractional digits than its type has
 */
public record ReadingOptions(
        Optional<ColumnType> override,
        ColumnType unboundedNumber,
        ColumnType.Timestamp.Unit timestampUnit,
        Unrepresentable unrepresentable,
        TimestampExcess excess) {

    /** Where a time with more fractional digits than its type has fails. */
    public ReadingOptions(
            Optional<ColumnType> override,
            ColumnType unboundedNumber,
            ColumnType.Timestamp.Unit timestampUnit,
            Unrepresentable unrepresentable) {
        this(override, unboundedNumber, timestampUnit, unrepresentable, TimestampExcess.FAIL);
    }
}
