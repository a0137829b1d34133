package dev.ingest.plan;

import dev.ingest.config.JobRow;
import dev.ingest.job.Cursor;
import dev.ingest.job.CursorType;
import dev.ingest.job.Horizon;
import dev.ingest.job.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an operator should know of an incremental load's window. */
final class WindowWarnings {
    /** Names no job, so that a run says it once, for all of them. */
    static final String LATE_COMMITS =
            "Where the watermark column is no date or time, rows that are committed late with a value below the"
                    + " watermark are not read: set watermark_lag where that can happen.";

    private final JobRow row;
    private final Known known;

    WindowWarnings(JobRow row, Known known) {
        this.row = row;
        this.known = known;
    }

    List<String> of(Optional<Cursor> cursor) {
        List<String> warnings = new ArrayList<>();
        known.horizon().ifPresent(horizon -> warnings.addAll(of(horizon)));
        cursor.ifPresent(column -> warnings.addAll(of(column)));
        return warnings;
    }

    private List<String> of(Horizon horizon) {
        List<String> warnings = new ArrayList<>(horizon.warnings());
        String column = row.watermarkColumn().orElse("");
        if (horizon.nullCursors() > 0) {
            warnings.add(horizon.nullCursors() + " rows of " + row.name() + " hold no value in " + column
                    + " and never load incrementally");
        }
        if (horizon.beyond() > 0) {
            warnings.add(horizon.beyond() + " rows of " + row.name() + " hold a value of " + column
                    + " more than a day in the future; they load once their time has come");
        }
        return warnings;
    }

    private List<String> of(Cursor cursor) {
        boolean seen = cursor.type().isTime() || cursor.type() == CursorType.ROWVERSION;
        if (cursor.lag().isEmpty()) {
            return seen ? List.of() : List.of(LATE_COMMITS);
        }
        boolean committed = known.watermark()
                .filter(mark -> mark.origin() == Watermark.Origin.COMMITTED)
                .isPresent();
        return committed && known.hashed().isEmpty()
                ? List.of("watermark_lag of " + row.name() + " begins at its present watermark: which rows landed below"
                        + " it was not remembered, so late ones there are not read")
                : List.of();
    }
}
