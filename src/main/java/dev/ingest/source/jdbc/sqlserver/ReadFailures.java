package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.source.jdbc.FailureTable;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.SqlCauses;
import dev.ingest.source.jdbc.sqlserver.connect.DriverVersion;
import dev.ingest.source.jdbc.sqlserver.connect.ServerError;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/** Turns what the server says of a failed question or read into one line with the way out. */
final class ReadFailures implements FailureTable {
    private final JdbcTarget target;

    public ReadFailures(JdbcTarget target) {
        this.target = target;
    }

    @Override
    public IngestException explain(String table, Throwable failure) {
        if (failure instanceof IngestException known) {
            return known;
        }
        String line = SqlCauses.line(failure);
        return switch (ServerError.number(failure)) {
            case 0 -> withoutNumber(table, failure);
            case 229, 230, 300 ->
                read(
                        table,
                        line + ". Ask the owner for GRANT SELECT ON " + table + " TO " + target.user() + ".",
                        failure);
            case 297, 371, 916 -> read(table, line + ". Ask the database's administrator for the right.", failure);
            case 102, 105, 156, 170, 195, 207, 208, 209, 245, 306, 319, 402, 468, 1033, 4104, 4145, 8114, 8155, 8156 ->
                config(table, line + ". Correct the cell where or the query, or the view if it is one.", failure);
            case 448, 1018 -> config(table, collation(line), failure);
            case 1205 ->
                passing(table, "the server chose this read as the victim of a deadlock. Run the job again.", failure);
            case 1222 -> passing(table, "another session holds a lock (" + line + "). Run the job again.", failure);
            case 3952 ->
                passing(
                        table,
                        "the database no longer allows snapshot isolation (" + line + "). Run the job again.",
                        failure);
            case 3958, 3966, 3967 ->
                passing(
                        table,
                        "tempdb had no room for the row versions of the snapshot (" + line
                                + "). Give tempdb more room, or read less at once with load_window.",
                        failure);
            case 3960, 3961 ->
                passing(
                        table,
                        "another session altered the table while it was read in a snapshot (" + line
                                + "). Run the job again.",
                        failure);
            case 1101, 1105, 9002 ->
                passing(
                        table,
                        "the server ran out of room (" + line + "). Ask the administrator to give tempdb or its log"
                                + " more room, and drop ORDER BY and cluster = \"query\" where there is one.",
                        failure);
            case 701, 802, 8645, 8651 ->
                passing(table, "the server is short of memory (" + line + "). Run the job again later.", failure);
            case 220, 232, 517, 8115, 8134, 8152, 535, 3623 ->
                read(
                        table,
                        line
                                + ": a value of the view or of the condition cannot be computed. Correct the view, or leave"
                                + " the row out by the cell where.",
                        failure);
            case 7202, 7303, 7399, 7412, 7391, 7347 ->
                read(
                        table,
                        "the linked server behind it failed (" + line + "). Look at the linked server, or read its"
                                + " database by a source section of its own.",
                        failure);
            case 823, 824, 825 ->
                read(
                        table,
                        "the server cannot read its own files (" + line
                                + "). Tell the database's administrator at once.",
                        failure);
            default -> byClass(table, line, failure);
        };
    }

    /** Security policies decide which rows the user sees. */
    IngestException filtered(String table, Set<String> policies) {
        return new IngestException(
                FailureKind.CONFIG,
                message(
                        table,
                        "security policies (" + String.join(", ", policies) + ") decide which rows of it "
                                + target.user() + " sees. If those are the ones that should land, set row_security ="
                                + " \"filter\" in [" + target.section() + "]."));
    }

    /** Another session altered or replaced the table while its rows were read. */
    IngestException changed(String table) {
        return new IngestException(
                FailureKind.READ,
                Outlook.PASSES,
                message(
                        table,
                        "another session truncated, altered or replaced it after its reading began. Run the job again."));
    }

    private IngestException byClass(String table, String line, Throwable failure) {
        int number = ServerError.number(failure);
        if (ServerError.isPassing(number)) {
            return passing(table, line + ". Run the job again.", failure);
        }
        if (ServerError.endsTheSession(failure)) {
            return passing(table, "the server ended the session (" + line + "). Run the job again.", failure);
        }
        return read(table, line + ". Ask the database's administrator.", failure);
    }

    /** The driver's own failures have no number. */
    private IngestException withoutNumber(String table, Throwable failure) {
        String line = SqlCauses.line(failure);
        String state = SqlCauses.sql(failure).map(SQLException::getSQLState).orElse("");
        if (line.contains("timed out")) {
            return passing(
                    table,
                    "no answer within the connection's own time-out (" + line + "; " + DriverVersion.NAMED
                            + "). Raise queryTimeout or socketTimeout in [" + target.section()
                            + ".query], or remove it: idle_timeout in [runtime] ends what stays silent.",
                    failure);
        }
        if (line.contains("canceled") || state.equals("57014") || state.equals("HY008")) {
            return read(table, "the reading was cancelled (" + line + "). Run the job again.", failure);
        }
        boolean lost = state.startsWith("08") || SqlCauses.has(failure, IOException.class) || line.contains("closed");
        return lost
                ? passing(table, "the connection was lost (" + line + "). Run the job again.", failure)
                : new IngestException(
                        FailureKind.CONVERT,
                        message(
                                table,
                                "a fault of this program (" + line + "). Report it with the log; columns that it spares"
                                        + " can be loaded by the cell columns."),
                        failure);
    }

    private static String collation(String line) {
        return line + ": texts are compared by their bytes in UTF-8, which SQL Server has since 2019. Choose another"
                + " watermark_column or split_by.";
    }

    private IngestException config(String table, String why, Throwable failure) {
        return new IngestException(FailureKind.CONFIG, message(table, why), failure);
    }

    private IngestException read(String table, String why, Throwable failure) {
        return new IngestException(FailureKind.READ, message(table, why), failure);
    }

    private IngestException passing(String table, String why, Throwable failure) {
        return new IngestException(FailureKind.READ, Outlook.PASSES, message(table, why), failure);
    }

    private String message(String table, String why) {
        return "Cannot read table " + table + " of " + target.place() + ": " + why;
    }
}
