package dev.ingest.source.jdbc.postgres.copy;

import java.util.function.LongSupplier;

/**
 * Whether a reader of a table asks for more at once, or waits a moment first and takes more at a time. Waiting saves both
 * sides most of their wake-ups, but where clocks tick coarsely or little is held on the way it can cost more than that: now
 * and then both are tried, and waiting stops while it is far slower.
 */
final class ReadingPace {
    /** Bytes of a connection before the first trial, so that short answers never wait. */
    static final long START_BYTES = 4L << 20;
    /** Bytes of a trial, which ends after some time too. */
    static final long TRIAL_BYTES = 32L << 20;
    /** Bytes between trials, at most; the first trials fall into the program's own start, so they soon are repeated. */
    static final long TERM_BYTES = 1L << 30;

    private static final long FIRST_TERM_BYTES = 64L << 20;

    private static final long TRIAL_NANOS = 500_000_000;
    private static final long LONGEST_STEP_NANOS = 20_000_000;
    /** Two readers and the server share processors, so one's speed tells little: only a great difference counts. */
    private static final double FAR_FASTER = 1.5;

    private enum Phase {
        START,
        PATIENT_TRIAL,
        HASTY_TRIAL,
        TERM
    }

    private final LongSupplier nanoClock;
    private Phase phase = Phase.START;
    private boolean patient;
    private long last;
    private long bytes;
    private long nanos;
    private double patientRate;
    private long term = FIRST_TERM_BYTES;

    ReadingPace(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.last = nanoClock.getAsLong();
    }

    boolean isPatient() {
        return patient;
    }

    /** Told of every read. A connection that lies idle for long does not count as slow. */
    void took(int read) {
        long now = nanoClock.getAsLong();
        nanos += Math.min(now - last, LONGEST_STEP_NANOS);
        last = now;
        bytes += read;
        switch (phase) {
            case START -> {
                if (bytes >= START_BYTES) {
                    begin(Phase.PATIENT_TRIAL, true);
                }
            }
            case PATIENT_TRIAL -> {
                if (isTrialOver()) {
                    patientRate = rate();
                    begin(Phase.HASTY_TRIAL, false);
                }
            }
            case HASTY_TRIAL -> {
                if (isTrialOver()) {
                    begin(Phase.TERM, rate() < FAR_FASTER * patientRate);
                }
            }
            case TERM -> {
                if (bytes >= term) {
                    term = Math.min(4 * term, TERM_BYTES);
                    begin(Phase.PATIENT_TRIAL, true);
                }
            }
        }
    }

    private boolean isTrialOver() {
        return bytes >= TRIAL_BYTES || nanos >= TRIAL_NANOS;
    }

    private double rate() {
        return (double) bytes / Math.max(1, nanos);
    }

    private void begin(Phase next, boolean waiting) {
        phase = next;
        patient = waiting;
        bytes = 0;
        nanos = 0;
    }
}
