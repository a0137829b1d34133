package dev.ingest.source;

import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What is asked of a source before a job is planned.
 *
 * @param table the table as users wrote it
 * @param cursor the watermark column as users wrote it; absent for FULL
 * @param where the user's condition
 * @param lateCommitWindow how far behind the clock an open transaction may hold the horizon back
 * @param watermarkZone the zone of a naive time cursor; absent: the server's own
 * @param lowest the part of the table whose lowest cursor value is wanted, its bounds as users wrote them; absent: none is
 */
public record SourceQuestion(
        TableName table,
        Optional<String> cursor,
        Optional<String> where,
        Duration lateCommitWindow,
        Optional<ZoneId> watermarkZone,
        Optional<Window> lowest) {

    /** A question that does not ask for the lowest value. */
    public SourceQuestion(
            TableName table,
            Optional<String> cursor,
            Optional<String> where,
            Duration lateCommitWindow,
            Optional<ZoneId> watermarkZone) {
        this(table, cursor, where, lateCommitWindow, watermarkZone, Optional.empty());
    }
}
