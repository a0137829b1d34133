package dev.ingest.source.jdbc;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.sql.SQLException;
import java.util.Locale;

/** Turns what the server says of a failed question or read into one line with the way out. */
final class ReadFailures {
    private final JdbcTarget target;

    ReadFailures(JdbcTarget target) {
        this.target = target;
    }

    /** The failure of reading {@code table}, as people write it. */
    IngestException of(String table, Throwable failure) {
        if (failure instanceof IngestException known) {
            return known;
        }
        String state = Causes.sql(failure).map(SQLException::getSQLState).orElse("");
        String reason = Causes.line(failure);
        return switch (state) {
            case "42501" -> read(table, reason + ". " + grant(table), failure);
            case "42601", "42703", "42883", "42P01", "42804", "22P02", "42702", "42P10" ->
                new IngestException(
                        FailureKind.CONFIG,
                        message(table, reason + ". Correct the cell where, or the view if it is one."),
                        failure);
            case "57014" -> read(table, "the reading was cancelled (" + reason + "). Run the job again.", failure);
            case "40001" -> read(table, reason + ". On a standby, set hot_standby_feedback = on.", failure);
            case "22023" -> read(table, reason + ". Run the job again; with slices = 1 if it fails again.", failure);
            default ->
                read(
                        table,
                        lost(state)
                                ? "the connection was lost (" + reason + "). Run the job again."
                                : reason + ". Ask the database's administrator.",
                        failure);
        };
    }

    /** The failure of a stream that ends before its trailer. */
    IngestException cutOff(String table) {
        return new IngestException(
                FailureKind.READ, message(table, "the stream ended before its last row. Run the job again."));
    }

    private static boolean lost(String state) {
        return state.startsWith("08") || state.startsWith("57P") || state.isEmpty();
    }

    private IngestException read(String table, String why, Throwable failure) {
        return new IngestException(FailureKind.READ, message(table, why), failure);
    }

    private String message(String table, String why) {
        return String.format(Locale.ROOT, "Cannot read table %s of %s: %s", table, target.place(), why);
    }

    private String grant(String table) {
        return "Ask the owner for GRANT SELECT ON " + table + " TO " + target.username()
                + " (and GRANT USAGE on its schema); where some columns alone may be read, name them in the cell columns";
    }
}
