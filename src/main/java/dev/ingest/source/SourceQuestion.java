package dev.ingest.source;

import dev.ingest.job.TableName;
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
 */
public record SourceQuestion(
        TableName table,
        Optional<String> cursor,
        Optional<String> where,
        Duration lateCommitWindow,
        Optional<ZoneId> watermarkZone) {}
