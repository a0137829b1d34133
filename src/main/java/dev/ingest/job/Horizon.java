package dev.ingest.job;

import java.util.List;
import java.util.Optional;

/**
 * How far a source can be read so that nothing falls between two runs; asked before the snapshot is taken.
 *
 * @param high the window's upper end; absent for an empty table
 * @param low the lowest value in the part of the table that was asked about, canonical text; absent when nobody asked or
 *     there is none
 * @param nullCursors rows whose cursor is null and which therefore never load
 * @param beyond rows whose cursor lies more than a day beyond the clock (9999-12-31, infinity)
 * @param warnings what an operator should know, whole sentences
 */
public record Horizon(
        Optional<Bound> high, Optional<String> low, long nullCursors, long beyond, List<String> warnings) {

    /** A horizon of which no lowest value was asked. */
    public Horizon(Optional<Bound> high, long nullCursors, long beyond, List<String> warnings) {
        this(high, Optional.empty(), nullCursors, beyond, warnings);
    }

    public Horizon {
        warnings = List.copyOf(warnings);
    }
}
