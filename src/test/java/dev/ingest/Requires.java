package dev.ingest;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** The one rule for tests that need a tool: without it they are skipped, on the build server they fail. */
public final class Requires {
    private Requires() {}

    /** {@code wayOut} tells how to get {@code tool}. */
    public static void tool(String tool, boolean found, String wayOut) {
        if (found) {
            return;
        }
        String message = tool + " is missing. " + wayOut;
        if (System.getenv("CI") != null) {
            fail(message);
        }
        abort(message);
    }
}
