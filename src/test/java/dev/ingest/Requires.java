package dev.ingest;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** The one rule for tests that need a tool: without it they are skipped, but fail where it has to be there. */
public final class Requires {
    private Requires() {}

    /** A tool that the build installs: on a build server it has to be there. {@code wayOut} tells how to get it. */
    public static void tool(String tool, boolean found, String wayOut) {
        require(tool, found, wayOut, "CI");
    }

    /** A tool of the system, which no build installs: it has to be there where {@code SYSTEM_TOOLS} is set. */
    public static void systemTool(String tool, boolean found, String wayOut) {
        require(tool, found, wayOut, "SYSTEM_TOOLS");
    }

    private static void require(String tool, boolean found, String wayOut, String demand) {
        if (found) {
            return;
        }
        String message = tool + " is missing. " + wayOut;
        if (System.getenv(demand) != null) {
            fail(message);
        }
        abort(message);
    }
}
