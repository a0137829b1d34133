package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.source.jdbc.FailureTable;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.SqlCauses;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Turns what the server says of a failed question or read into one line with the way out. */
public final class ReadFailures implements FailureTable {
    /** The server's function that refuses to hide rows. */
    private static final String POLICIES = "check_enable_rls";
    /** The server's function that takes another session's snapshot. */
    private static final String SNAPSHOTS = "ImportSnapshot";

    private static final int MOST_NAMES = 20;

    private final JdbcTarget target;

    public ReadFailures(JdbcTarget target) {
        this.target = target;
    }

    @Override
    public IngestException explain(String table, Throwable failure) {
        if (failure instanceof IngestException known) {
            return known;
        }
        String state = SqlCauses.sql(failure).map(SQLException::getSQLState).orElse("");
        String reason = ServerMessage.line(failure);
        return switch (state) {
            case "" -> SqlCauses.has(failure, IOException.class) ? lost(table, failure) : fault(table, failure);
            case "08P01" ->
                read(
                        table,
                        "its answer is not what was asked for (" + reason
                                + "). Run the job again, and report it if it stays.",
                        failure);
            case "42501" -> missesRight(failure) ? denied(table, failure) : hidden(table, failure);
            case "42601", "42703", "42883", "42P01", "42804", "22P02", "42702", "42P10" ->
                new IngestException(
                        FailureKind.CONFIG,
                        message(table, reason + ". Correct the cell where, the query, or the view if it is one."),
                        failure);
            case "22021", "22P05" -> noText(table, List.of(), failure);
            case "55P03" ->
                passing(
                        table,
                        reason + ": another session holds it, or waits for it to TRUNCATE or ALTER. Run the job again.",
                        failure);
            case "57014" -> read(table, "the reading was cancelled (" + reason + "). Run the job again.", failure);
            case "40001" -> passing(table, reason + ". On a standby, set hot_standby_feedback = on.", failure);
            case "22023" -> snapshotGone(table, reason, failure);
            case "40P01", "53200", "53300", "53400" -> passing(table, reason + ". Run the job again.", failure);
            case "42704" ->
                ServerMessage.routine(failure).equals(SNAPSHOTS)
                        ? snapshotGone(table, reason, failure)
                        : read(table, reason + ". Ask the database's administrator.", failure);
            default ->
                state.startsWith("08") || state.startsWith("57P")
                        ? lost(table, failure)
                        : read(table, reason + ". Ask the database's administrator.", failure);
        };
    }

    /** The session that shared its snapshot has ended, with the connection of another slice. */
    private IngestException snapshotGone(String table, String reason, Throwable failure) {
        return passing(table, reason + ". Run the job again; with slices = 1 if it fails again.", failure);
    }

    /** Whether the server met a text that it cannot send as UTF-8. */
    static boolean isNoText(Throwable failure) {
        return !(failure instanceof IngestException)
                && SqlCauses.sql(failure)
                        .map(SQLException::getSQLState)
                        .filter(state -> state.equals("22021") || state.equals("22P05"))
                        .isPresent();
    }

    /** Whether the user misses a right that a grant gives; not where policies hide rows. */
    public static boolean missesRight(Throwable failure) {
        return !(failure instanceof IngestException)
                && SqlCauses.sql(failure)
                        .map(SQLException::getSQLState)
                        .orElse("")
                        .equals("42501")
                && !ServerMessage.routine(failure).equals(POLICIES);
    }

    /** The user misses a right to the table itself. */
    public IngestException denied(String table, Throwable failure) {
        return read(table, ServerMessage.line(failure) + ". " + grant(table), failure);
    }

    /** The user may read {@code columns} alone. */
    public IngestException denied(String table, List<String> columns, Throwable failure) {
        return read(
                table,
                ServerMessage.line(failure) + ". " + target.user() + " may read the columns " + listed(columns)
                        + " alone: name those you need in the cell columns. " + grant(table),
                failure);
    }

    /** A right is missing to {@code relation}, which the view reads as {@code reader}. */
    public IngestException deniedBehind(String table, String relation, String reader, Throwable failure) {
        return read(
                table,
                ServerMessage.line(failure) + ". The view reads " + relation + " as " + reader
                        + ": ask the owner for GRANT SELECT ON " + relation + " TO " + reader + ".",
                failure);
    }

    /** A right is missing to something that the user's query reads or calls. */
    public IngestException deniedInQuery(String table, Throwable failure) {
        return read(
                table,
                ServerMessage.line(failure) + ". The query reads it: ask its owner to grant " + target.user()
                        + " the right.",
                failure);
    }

    /** A right is missing to something that the view reads or calls. */
    public IngestException deniedBehind(String table, Throwable failure) {
        return read(
                table,
                ServerMessage.line(failure)
                        + ". It lies behind the view, or is the view's schema: ask the view's owner for the"
                        + " right to it.",
                failure);
    }

    /** What the server sends of the text columns {@code names} is no text in its own encoding. */
    IngestException noText(String table, List<String> names, Throwable failure) {
        String which = names.isEmpty() ? "a text column" : "one of the columns " + listed(names);
        return new IngestException(
                FailureKind.CONVERT,
                message(
                        table,
                        which + " holds what is no text (" + ServerMessage.line(failure)
                                + "). Correct the value, or set the column's type to \"binary\" in the table's section"
                                + " .columns."),
                failure);
    }

    /** Another session replaced {@code what} while its rows were read. */
    public IngestException changed(String table, String what) {
        return new IngestException(
                FailureKind.READ,
                Outlook.PASSES,
                message(
                        table,
                        "another session truncated, rewrote or replaced " + what
                                + " after the snapshot was taken, which does not hide that. Run the job again."));
    }

    /** The failure of a stream that ends before its trailer. */
    IngestException cutOff(String table) {
        return new IngestException(
                FailureKind.READ,
                Outlook.PASSES,
                message(table, "the stream ended before its last row. Run the job again."));
    }

    private static String listed(List<String> names) {
        String some = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? some + ", …" : some;
    }

    private IngestException hidden(String table, Throwable failure) {
        return new IngestException(
                FailureKind.CONFIG,
                message(
                        table,
                        "row-level security hides rows from " + target.user() + ": " + ServerMessage.line(failure)
                                + ". Read as a role that sees all rows (BYPASSRLS); if what the policies show is what"
                                + " should land, set row_security = \"filter\" in [" + target.section() + "]."),
                failure);
    }

    private IngestException lost(String table, Throwable failure) {
        return passing(
                table, "the connection was lost (" + ServerMessage.line(failure) + "). Run the job again.", failure);
    }

    /** What nobody outside this program can mend; another attempt would come to the same. */
    private IngestException fault(String table, Throwable failure) {
        return new IngestException(
                FailureKind.CONVERT,
                message(
                        table,
                        "a fault of this program (" + ServerMessage.line(failure)
                                + "). Report it with the log; columns that it spares can be loaded by the cell columns."),
                failure);
    }

    private IngestException read(String table, String why, Throwable failure) {
        return new IngestException(FailureKind.READ, message(table, why), failure);
    }

    private IngestException passing(String table, String why, Throwable failure) {
        return new IngestException(FailureKind.READ, Outlook.PASSES, message(table, why), failure);
    }

    private String message(String table, String why) {
        return String.format(Locale.ROOT, "Cannot read table %s of %s: %s", table, target.place(), why);
    }

    private String grant(String table) {
        return "Ask the owner for GRANT SELECT ON " + table + " TO " + target.user()
                + " (and GRANT USAGE on its schema)";
    }
}
