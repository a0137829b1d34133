package dev.ingest.job.name;

/** A number of things in words. */
public final class Counted {
    private Counted() {}

    /** {@code 1 job}, {@code 2 jobs}; {@code thing} takes an s for more than one. */
    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
