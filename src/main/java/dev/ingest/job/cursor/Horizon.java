package dev.ingest.job.cursor;

import java.util.List;
import java.util.Optional;

/**
 * How far a source can be read so that nothing falls between two runs; asked before the snapshot is taken.
 *
 * @param high the window's upper end; absent where there is no value that a window reaches
 * @param low the lowest value in the part of the table that was asked about, canonical text; absent when nobody asked or
 *     there is none
 * @param clock the source's clock, of a time cursor
 * @param unreachable rows whose cursor no window reaches, being null, NaN or infinite, and which therefore never load
 * @param beyond rows whose cursor lies more than a day beyond the clock (9999-12-31, infinity)
 * @param remarks what an operator should know of the source
 */
public record Horizon(
        Optional<Bound> high,
        Optional<String> low,
        Optional<SourceClock> clock,
        long unreachable,
        long beyond,
        List<Remark> remarks) {

    /** The horizon of a cursor that is no time. */
    public Horizon(Optional<Bound> high, Optional<String> low, long unreachable) {
        this(high, low, Optional.empty(), unreachable, 0, List.of());
    }

    public Horizon {
        remarks = List.copyOf(remarks);
    }
}
