package dev.ingest.start.elsewhere;

/** What the samples of lambdas inherit from another package. */
public class LambdaSamplesParent {
    protected String own() {
        return "parent";
    }

    protected final String guarded() {
        return "guarded";
    }

    protected static String shared(String word) {
        return "shared " + word;
    }
}
