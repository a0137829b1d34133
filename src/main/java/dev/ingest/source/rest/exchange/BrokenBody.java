package dev.ingest.source.rest.exchange;

import dev.ingest.failure.FailureKind;
import java.util.Optional;

/** A body that is not what it should be, as one attempt found it. */
public final class BrokenBody extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String wayOut;
    private final boolean passing;

    private BrokenBody(String reason, String wayOut, boolean passing, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
        this.wayOut = wayOut;
        this.passing = passing;
    }

    /**
     * The next answer may be better.
     *
     * @param reason a clause: {@code the JSON ends in the middle, after 17 bytes}
     * @param wayOut sentences without the last full stop
     */
    public static BrokenBody passing(String reason, String wayOut, Throwable cause) {
        return new BrokenBody(reason, wayOut, true, cause);
    }

    /** The next answer would be the same. */
    public static BrokenBody lasting(String reason, String wayOut, Throwable cause) {
        return new BrokenBody(reason, wayOut, false, cause);
    }

    Fault fault() {
        return passing
                ? Fault.passing(FailureKind.READ, reason, wayOut, Optional.empty())
                : Fault.lasting(FailureKind.READ, reason, wayOut);
    }
}
