package dev.ingest.source;

import dev.ingest.job.Extraction;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What is asked of a source before a job is planned.
 *
 * @param extraction which rows, the table as users wrote it
 * @param cursor the watermark column as users wrote it; absent for FULL
 * @param lateCommitWindow how far behind the clock an open transaction may hold the horizon back
 * @param watermarkZone the zone of a naive time cursor; absent: the server's own
 * @param lowest the part of the table whose lowest cursor value is wanted, its bounds as users wrote them; absent: none is
 * @param known what is known of the table beforehand
 */
public record SourceQuestion(
        Extraction extraction,
        Optional<String> cursor,
        Duration lateCommitWindow,
        Optional<ZoneId> watermarkZone,
        Optional<Window> lowest,
        Known known) {

    /**
     * What is known of a table before its source is asked.
     *
     * @param stored its schema as the lake stores it
     * @param watermark where the load begins, as users wrote it
     * @param growth whether columns may land that are seen only as rows are read
     */
    public record Known(Optional<StoredSchema> stored, Optional<String> watermark, Growth growth) {
        /** Nothing. */
        public static final Known NOTHING = new Known(Optional.empty(), Optional.empty(), Growth.FREE);
    }

    /** Whether a table may get columns that its description lacks. */
    public enum Growth {
        FREE,
        /** Users named the columns that they want. */
        CLOSED
    }

    /** A question about a table that nothing is known of. */
    public SourceQuestion(
            Extraction extraction,
            Optional<String> cursor,
            Duration lateCommitWindow,
            Optional<ZoneId> watermarkZone,
            Optional<Window> lowest) {
        this(extraction, cursor, lateCommitWindow, watermarkZone, lowest, Known.NOTHING);
    }

    /** A question that does not ask for the lowest value. */
    public SourceQuestion(
            Extraction extraction, Optional<String> cursor, Duration lateCommitWindow, Optional<ZoneId> watermarkZone) {
        this(extraction, cursor, lateCommitWindow, watermarkZone, Optional.empty());
    }

    /** The table as users wrote it, or the name that the rows of a query go by. */
    public TableName table() {
        return extraction.table();
    }

    /** The user's condition. */
    public Optional<String> where() {
        return extraction.where();
    }
}
