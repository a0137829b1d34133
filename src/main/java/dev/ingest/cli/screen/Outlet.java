package dev.ingest.cli.screen;

import java.util.Map;

/** Where the process's lines go to. */
public enum Outlet {
    /** A terminal that can rewrite what it shows. */
    TERMINAL,
    /** A file, a pipe, a scheduler, or a terminal that takes lines alone. */
    LINES;

    /** Where they go to now: both input and output have to be a terminal, and one that claims to know more than lines. */
    @SuppressWarnings(
            "SystemConsoleNull") // From JDK 22 on there always is one: there JLine finds out, and opens no screen.
    public static Outlet here(Map<String, String> environment) {
        return of(System.console() != null, environment);
    }

    static Outlet of(boolean console, Map<String, String> environment) {
        return console && !environment.getOrDefault("TERM", "").equals("dumb") ? TERMINAL : LINES;
    }
}
