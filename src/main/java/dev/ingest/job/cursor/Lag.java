package dev.ingest.job.cursor;

import java.util.Optional;

/**
 * How far behind its watermark a job reads again, for rows that come there later.
 *
 * @param behind the distance
 * @param reached the watermark that loads of ours had reached, which late rows alone do not lower; absent where a person
 *     set another, or before the first load
 * @param cause why it is read again
 */
public record Lag(CursorDistance behind, Optional<String> reached, Cause cause) {
    /** Why a job reads again. */
    public enum Cause {
        /** Users want it, for rows that are committed late: what cannot be recognised fails the job. */
        ASKED,
        /** The column carries no zone: where the rows are too many to be recognised, they are not read again. */
        NO_ZONE
    }

    /** A lag that users want. */
    public Lag(CursorDistance behind, Optional<String> reached) {
        this(behind, reached, Cause.ASKED);
    }
}
