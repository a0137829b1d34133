package dev.ingest.source.jdbc.oracle.read;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.source.jdbc.FailureTable;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.SqlCauses;
import java.io.IOException;
import java.util.List;

/** Turns what the server or the driver says of a failed question or read into one line with the way out. */
public final class ReadFailures implements FailureTable {
    private static final String AGAIN = ". Run the job again.";

    private final JdbcTarget target;

    public ReadFailures(JdbcTarget target) {
        this.target = target;
    }

    @Override
    public IngestException explain(String table, Throwable failure) {
        if (failure instanceof IngestException known) {
            return known;
        }
        String reason = OracleError.line(failure);
        return switch (OracleError.code(failure)) {
            case 0 -> SqlCauses.has(failure, IOException.class) ? lost(table, failure) : fault(table, failure);
            case 942 -> denied(table, failure);
            case 1031, 41900 -> read(table, reason + ". " + grant(table), failure);
            case 4063, 4045, 4098, 4068 ->
                read(table, reason + ". The view no longer fits what it reads: ask its owner to compile it.", failure);
            case 904,
                    918,
                    920,
                    923,
                    932,
                    933,
                    936,
                    907,
                    911,
                    1722,
                    1476,
                    1830,
                    1839,
                    1841,
                    1843,
                    1847,
                    1858,
                    1861,
                    6502,
                    6503,
                    1426,
                    1427,
                    1489 ->
                config(
                        table,
                        reason + ". Correct the cell where, the query, or the view if it is one: a value or a name in"
                                + " it does not hold for every row.",
                        failure);
            case 1555, 22924 -> tooOld(table, reason, failure);
            case 8181, 8180 ->
                passing(
                        table,
                        reason + ": the state that all slices share is not kept any more. Run the job again; set"
                                + " scn_reads = \"off\" if it fails again.",
                        failure);
            case 1466, 8103, 1410, 10632 -> changed(table, reason, failure);
            case 30036, 1650, 1651 ->
                passing(
                        table,
                        reason + ": the undo space is full. Ask the administrator, and run the job again.",
                        failure);
            case 1652, 1653, 1114 ->
                passing(
                        table,
                        reason + ": the space for sorting is full. Ask the administrator for more of it, or leave out"
                                + " cluster = \"query\" and split_by.",
                        failure);
            case 54, 4021, 4020, 2049, 60, 30006 ->
                passing(table, reason + ": another session holds a lock. Run the job again.", failure);
            case 1013, 17081 -> read(table, "the reading was cancelled (" + reason + ")" + AGAIN, failure);
            case 2019, 2063, 2068, 2085, 12154 ->
                read(
                        table,
                        reason + ": it lies behind a database link. Ask its administrator, or name the other database"
                                + " as a source of its own.",
                        failure);
            case 17056, 17163 ->
                read(
                        table,
                        reason + ": the driver does not know the database's character set. Report it with the set's"
                                + " name (SELECT value FROM nls_database_parameters).",
                        failure);
            case 28112, 28113, 28115 -> read(table, reason + ": a policy of the table fails. Ask its owner.", failure);
            case 1017, 28000, 28001 ->
                read(table, reason + ". Correct the login in [" + target.section() + "].", failure);
            case 3113, 3114, 3135, 12571, 12537, 17002, 17008, 17410, 17800, 17867, 28, 1089, 1092, 25408, 2396, 2399 ->
                lost(table, failure);
            case 4031, 4030, 1000, 18, 20, 12805, 12801 -> passing(table, reason + AGAIN, failure);
            default -> read(table, reason + ". Ask the database's administrator.", failure);
        };
    }

    /** The failure of one column's value, which the driver does not name. */
    IngestException ofColumn(String table, String column, Throwable failure) {
        String where = table + ", column " + column;
        return switch (OracleError.code(failure)) {
            case 22922, 22275, 1555, 22924, 22990, 64219 ->
                passing(
                        where,
                        OracleError.line(failure) + ": the large value was changed or removed while it was read, and"
                                + " its old version is not kept. Run the job again; ask for a longer retention of the"
                                + " LOB (ALTER TABLE … MODIFY LOB … (RETENTION)) if it stays.",
                        failure);
            default -> explain(where, failure);
        };
    }

    /** Policies decide which rows the user sees. */
    public IngestException filtered(String table, List<String> policies) {
        return new IngestException(
                FailureKind.CONFIG,
                message(
                        table,
                        "policies (" + String.join(", ", policies) + ") decide which rows of it " + target.user()
                                + " sees. Ask for GRANT EXEMPT ACCESS POLICY TO \"" + target.user()
                                + "\"; if those are the ones that should land, set row_security = \"filter\" in ["
                                + target.section() + "]."));
    }

    /** The dictionary no longer says of the table what it said. */
    public IngestException changed(String table) {
        return new IngestException(
                FailureKind.READ,
                Outlook.PASSES,
                message(table, "another session truncated, altered or replaced it after its reading began" + AGAIN));
    }

    private IngestException tooOld(String table, String reason, Throwable failure) {
        return passing(
                table,
                reason
                        + ": the reading took longer than the server keeps old versions of changed rows. Ask for a longer"
                        + " undo_retention, or read less at once: load_window for an incremental job, slices, or a"
                        + " quieter hour. Another attempt reads a new state from its start.",
                failure);
    }

    private IngestException changed(String table, String reason, Throwable failure) {
        return passing(
                table,
                "another session truncated, altered or replaced it after the state that is read was chosen (" + reason
                        + "), which the server does not hide" + AGAIN,
                failure);
    }

    private IngestException denied(String table, Throwable failure) {
        return read(
                table,
                OracleError.line(failure) + ": there is none, or " + target.user()
                        + " may not read it or what it reads. " + grant(table),
                failure);
    }

    private String grant(String table) {
        return "Ask the owner for GRANT SELECT ON " + table + " TO " + target.user() + ".";
    }

    private IngestException lost(String table, Throwable failure) {
        return passing(table, "the connection was lost (" + OracleError.line(failure) + ")" + AGAIN, failure);
    }

    /** What nobody outside this program can mend; another attempt would come to the same. */
    private IngestException fault(String table, Throwable failure) {
        return new IngestException(
                FailureKind.CONVERT,
                message(
                        table,
                        "a fault of this program (" + OracleError.line(failure)
                                + "). Report it with the log; columns that it spares can be loaded by the cell columns."),
                failure);
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
