package dev.ingest.plan;

import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.row.JobRow;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Lag;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.job.name.Counted;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an operator should know of an incremental load's window. */
final class WindowWarnings {
    // None of these names a job, so that a run says it once, for all of them.

    static final String LATE_COMMITS =
            "Where the watermark column is no date or time, rows that are committed late with a value below the"
                    + " watermark are not read: set watermark_lag where that can happen.";

    static final String ANY_ZONE =
            "Where the watermark column carries no zone and watermark_time_zone does not tell the one that all writers keep,"
                    + " what landed within half a day behind the watermark, or a little more, is read again and dropped."
                    + " Set watermark_time_zone where all writers keep one zone.";

    static final String NOTHING_REMEMBERED =
            "Where the watermark column carries no zone, rows that were written below the present watermark since the last"
                    + " load, in another zone or when clocks went back, are not read: which rows landed there was not"
                    + " remembered, and is from now on. Set watermark_time_zone where all writers keep one zone, or the"
                    + " watermark back to load again from there.";

    static final String SHORT_LAG =
            "Where the watermark column carries no zone, watermark_lag is shorter than clocks may differ: rows that are"
                    + " written further behind, in another zone or when clocks go back, are not read. Lengthen"
                    + " watermark_lag, or set watermark_time_zone where all writers keep one zone.";

    private final JobRow row;
    private final SettingScope settings;
    private final PlanInputs inputs;

    WindowWarnings(JobRow row, SettingScope settings, PlanInputs inputs) {
        this.row = row;
        this.settings = settings;
        this.inputs = inputs;
    }

    List<String> collect(Optional<Cursor> cursor) {
        List<String> warnings = new ArrayList<>();
        inputs.horizon().ifPresent(horizon -> warnings.addAll(horizonWarnings(horizon)));
        cursor.ifPresent(column -> {
            future(column)
                    .ifPresent(future -> warnings.add("The watermark of " + row.name() + ": " + future
                            + " Where it is a slip, correct the cell last_watermark."));
            warnings.addAll(cursorWarnings(column));
        });
        return warnings;
    }

    /** That the watermark lies above all that the source holds. */
    Optional<String> future(Cursor cursor) {
        return inputs.horizon()
                .flatMap(horizon ->
                        inputs.watermark().flatMap(watermark -> new FutureWatermark(cursor).warn(watermark, horizon)));
    }

    private List<String> horizonWarnings(Horizon horizon) {
        List<String> warnings = new ArrayList<>();
        String column = row.cursor().column().orElse("");
        if (horizon.unreachable() > 0) {
            warnings.add(rows(horizon.unreachable(), "hold", "holds") + " no value in " + column
                    + " that a window reaches (null, NaN or infinity) and never "
                    + (horizon.unreachable() == 1 ? "loads" : "load") + " incrementally");
        }
        if (horizon.beyond() > 0) {
            warnings.add(rows(horizon.beyond(), "hold", "holds") + " a value of " + column
                    + " more than a day in the future; they load once their time has come");
        }
        return warnings;
    }

    private String rows(long count, String many, String one) {
        return Counted.of(count, "row") + " of " + row.name() + " " + (count == 1 ? one : many);
    }

    private List<String> cursorWarnings(Cursor cursor) {
        List<String> warnings = new ArrayList<>();
        boolean seen = cursor.type().isTime() || cursor.type() == CursorType.ROWVERSION;
        if (cursor.lag().isEmpty() && !seen) {
            warnings.add(LATE_COMMITS);
        }
        cursor.lag().ifPresent(lag -> warnings.addAll(lagWarnings(cursor, lag)));
        return warnings;
    }

    private List<String> lagWarnings(Cursor cursor, Lag lag) {
        List<String> warnings = new ArrayList<>();
        boolean forgotten = inputs.hashed().isEmpty()
                && inputs.watermark()
                        .filter(mark -> mark.origin() != Watermark.Origin.PERSON)
                        .isPresent();
        if (lag.cause() == Lag.Cause.NO_ZONE) {
            warnings.addAll(
                    forgotten ? List.of(NOTHING_REMEMBERED) : writers().isEmpty() ? List.of(ANY_ZONE) : List.of());
            return warnings;
        }
        if (forgotten) {
            warnings.add("watermark_lag of " + row.name() + " begins at its present watermark: which rows landed below"
                    + " it was not remembered, so late ones there are not read");
        }
        boolean tooShort = inputs.horizon()
                .flatMap(Horizon::clock)
                .flatMap(clock -> ZoneOverlap.of(cursor.type(), clock, writers()))
                .filter(overlap -> overlap.amount().compareTo(lag.behind().amount()) > 0)
                .isPresent();
        if (tooShort) {
            warnings.add(SHORT_LAG);
        }
        return warnings;
    }

    private Optional<ZoneId> writers() {
        return settings.value(SettingCatalog.WATERMARK_TIME_ZONE);
    }
}
