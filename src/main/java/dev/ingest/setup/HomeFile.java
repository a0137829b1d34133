package dev.ingest.setup;

/**
 * A file that belongs to a home.
 *
 * @param name from the home folder
 */
public record HomeFile(String name, State state) {
    /** What became of it. */
    public enum State {
        MADE,
        /** It was left as it is. */
        STOOD_ALREADY
    }
}
