package dev.ingest.start;

/** What {@link LambdaSamples} inherits. */
class LambdaSamplesParent {
    String own() {
        return "parent";
    }

    protected final String guarded() {
        return "guarded";
    }
}
