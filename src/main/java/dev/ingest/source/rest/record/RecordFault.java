package dev.ingest.source.rest.record;

/** Something in a record that keeps it from landing: a clause that names it, and the way out. */
public final class RecordFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecordFault(String clause) {
        super(clause);
    }
}
