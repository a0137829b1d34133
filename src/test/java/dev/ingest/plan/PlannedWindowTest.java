package dev.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.job.JobPlan;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Remark;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.job.cursor.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a table an incremental job reads. */
class PlannedWindowTest extends Planning {
    @ParameterizedTest(name = "{0} {1} by {2}")
    @CsvSource(delimiter = '|', textBlock = """
            placed     | 2026-01-27                       | COMMITTED | placed > 2026-01-27
            placed     | 2026-01-27                       | PERSON    | placed >= 2026-01-27
            placed     | 2026-01-27 00:00:00              | DLT       | placed > 2026-01-27
            shipped    | 2026-01-27T10:44:12.584          | COMMITTED | shipped > 2026-01-27 10:44:12.584
            shipped    | 2026-01-27                       | PERSON    | shipped >= 2026-01-27 00:00:00
            updated_at | 2026-01-27 10:44:12.584321+00:00 | COMMITTED | updated_at > 2026-01-27 10:44:12.584321+00:00
            updated_at | 2026-01-27 10:44:12              | PERSON    | updated_at >= 2026-01-27 10:44:12+00:00
            updated_at | 2026-01-27T10:44:12+02:00        | DLT       | updated_at > 2026-01-27 08:44:12+00:00
            id         | 4711                             | COMMITTED | id >= 4711
            id         | 4711.0                           | PERSON    | id >= 4711
            id         | 4711                             | DLT       | id >= 4711
            amount     | 47.10                            | COMMITTED | amount >= 47.10
            note       | n' OR 1=1                        | COMMITTED | note >= n' OR 1=1
            version    | 0x7d1                            | COMMITTED | version >= 0x00000000000007D1
            """)
    void aWatermarkIsTheWindowsLowerEnd(String cursor, String watermark, Watermark.Origin origin, String window) {
        Planned planned = plan(JobRows.incremental("orders", cursor), known(Tables.orders(), watermark, origin));
        assertEquals(List.of(), planned.findings());
        assertEquals(window, window(planned, cursor));
    }

    @ParameterizedTest(name = "{0} unique, {2}")
    @CsvSource(delimiter = '|', textBlock = """
            id      | 4711  | COMMITTED | id > 4711
            id      | 4711  | PERSON    | id >= 4711
            version | 0x7D1 | COMMITTED | version > 0x00000000000007D1
            """)
    void nothingOfAUniqueCursorComesAgain(String cursor, String watermark, Watermark.Origin origin, String window) {
        Tables table = Tables.orders().unique(cursor);
        assertEquals(
                window, window(plan(JobRows.incremental("orders", cursor), known(table, watermark, origin)), cursor));
    }

    @Test
    void withoutAWatermarkTheWindowBeginsAtTheStart() {
        Planned planned = plan(JobRows.incremental("orders", "id"), known(Tables.orders()));
        assertTrue(planned.plan().orElseThrow().fromTheStart());
        assertEquals("all rows", window(planned, "id"));
    }

    @Test
    void theHorizonIsTheWindowsUpperEnd() {
        Bound high = new Bound("2026-01-29 14:30:00+00:00", Bound.Edge.EXCLUSIVE);
        Horizon horizon = new Horizon(Optional.of(high), Optional.empty(), 0);
        PlanInputs known = new PlanInputs(
                Optional.of(new Watermark("2026-01-28", Watermark.Origin.COMMITTED)),
                Optional.of(Tables.orders().described()),
                Optional.empty(),
                Optional.of(horizon));
        assertEquals(
                "updated_at > 2026-01-28 00:00:00+00:00 AND updated_at < 2026-01-29 14:30:00+00:00",
                window(plan(JobRows.incremental("orders", "updated_at"), known), "updated_at"));
    }

    @ParameterizedTest
    @CsvSource({"32767, 0", "32768, 1"})
    void aCursorThatNoCellHoldsIsRefused(int length, int faults) {
        Bound high = new Bound("x".repeat(length), Bound.Edge.INCLUSIVE);
        PlanInputs known = new PlanInputs(
                Optional.empty(),
                Optional.of(Tables.orders().described()),
                Optional.empty(),
                Optional.of(new Horizon(Optional.of(high), Optional.empty(), 0)));
        assertEquals(
                List.of(
                                "jobs!watermark_column: the highest value of 'note' has 32768 characters, and the cell that keeps"
                                        + " the watermark holds 32767. Choose another column.")
                        .subList(0, faults),
                shown(plan(JobRows.incremental("orders", "note"), known)));
    }

    @ParameterizedTest(name = "{0} {1} {2}, lag {3}, hashed from {4}")
    @CsvSource(delimiter = '|', textBlock = """
            id         | 100                 | COMMITTED | 15  | 85                  | id >= 85
            id         | 100                 | COMMITTED | 15  | 20                  | id >= 85
            id         | 100                 | COMMITTED | 15  | 90                  | id >= 90
            id         | 100                 | COMMITTED | 15  |                     | id >= 100
            id         | 100                 | COMMITTED | 0   | 100                 | id >= 100
            id         | 100                 | PERSON    | 15  |                     | id >= 100
            id         | 100                 | DLT       | 15  |                     | id >= 100
            placed     | 2026-01-10          | COMMITTED | 3d  | 2026-01-01          | placed >= 2026-01-07
            placed     | 2026-01-10          | COMMITTED | 2   | 2026-01-01          | placed >= 2026-01-08
            placed     | 2026-01-10          | COMMITTED | 1h  | 2026-01-01          | placed >= 2026-01-09
            shipped    | 2026-01-10 00:30:00 | COMMITTED | 2h  | 2026-01-01 00:00:00 | shipped >= 2026-01-09 22:30:00
            shipped    | 2026-01-10 00:30:00 | COMMITTED | 2h  | 2026-01-10 00:00:00 | shipped >= 2026-01-10 00:00:00
            shipped    | 2026-01-10 00:30:00 | COMMITTED | 2h  |                     | shipped > 2026-01-10 00:30:00
            shipped    | 2026-01-10 00:30:00 | PERSON    | 2h  |                     | shipped >= 2026-01-10 00:30:00
            updated_at | 2026-01-10          | DLT       | 2h  |                     | updated_at > 2026-01-10 00:00:00+00:00
            amount     | 47.10               | COMMITTED | 0.2 | 0                   | amount >= 46.90
            version    | 0x7d1               | COMMITTED | 1   | 0x0                 | version >= 0x00000000000007D0
            """)
    void aLagReadsAgainWhatIsKnownToHaveLanded(
            String cursor, String watermark, Watermark.Origin origin, String lag, String hashed, String window) {
        PlanInputs known = new PlanInputs(
                Optional.of(new Watermark(watermark, origin)),
                Optional.of(Tables.orders().described()),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(hashed).map(value -> new Bound(value, Bound.Edge.INCLUSIVE)),
                Map.of());
        Planned planned = plan(JobRows.incremental("orders", cursor).with(JobColumn.WATERMARK_LAG, lag), known);
        assertEquals(List.of(), planned.findings());
        assertEquals(window, window(planned, cursor));
        settings.with("watermark_lag", lag);
        assertEquals(window, window(plan(JobRows.incremental("orders", cursor), known), cursor));
    }

    @Test
    void aLagThatBeginsSaysFromWhere() {
        JobRows row = JobRows.incremental("orders", "shipped").with(JobColumn.WATERMARK_LAG, "2h");
        Planned planned = plan(row, known(Tables.orders(), "2026-01-10", Watermark.Origin.COMMITTED));
        assertTrue(planned.warnings().get(0).startsWith("watermark_lag of crm.orders begins at its present watermark"));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            shipped | WATERMARK_LAG | 15       | has no unit. Write a length of time, as 90s, 30m, 2h or 3d.
            shipped | WATERMARK_LAG | soon     | is not a length of time, as 90s, 30m, 2h or 3d.
            shipped | WATERMARK_LAG | 999999d  | is longer than 292 years.
            id      | WATERMARK_LAG | 2h       | is not a number in the watermark column's unit.
            id      | WATERMARK_LAG | 1.5      | is not a whole number, as the watermark column holds.
            note    | WATERMARK_LAG | 2        | cannot be measured along a text column. Choose another watermark_column, or empty the cell.
            note    | LOAD_WINDOW   | 2        | cannot be measured along a text column. Choose another watermark_column, or empty the cell.
            placed  | LOAD_WINDOW   | 0d       | has no length.
            placed  | LOAD_WINDOW   | -3       | is not a length of time, as 90s, 30m, 2h or 3d.
            """)
    void aDistanceThatTheCursorDoesNotHaveIsRefused(String cursor, JobColumn cell, String written, String reason) {
        Horizon horizon =
                new Horizon(Optional.of(new Bound("2026-01-29", Bound.Edge.EXCLUSIVE)), Optional.of("2020-01-01"), 0);
        PlanInputs known = new PlanInputs(
                Optional.empty(), Optional.of(Tables.orders().described()), Optional.empty(), Optional.of(horizon));
        String name = cell.header();
        assertEquals(
                List.of("jobs!" + name + ": " + name + " '" + written + "' " + reason),
                shown(plan(JobRows.incremental("orders", cursor).with(cell, written), known)));
    }

    @ParameterizedTest(name = "{0} from {1} to {2} by {3}")
    @CsvSource(delimiter = '|', textBlock = """
            placed  | 2020-01-05             | 2026-01-29          | 30d   | placed < 2020-02-04             | LOAD_WINDOW
            placed  | 2020-01-05             | 2026-01-29          | 5000  | placed < 2026-01-29             | HORIZON
            placed  |                        | 2026-01-29          | 30d   | placed < 2026-01-29             | HORIZON
            shipped | 2020-01-05 10:00:00.25 | 2026-01-29 00:00:00 | 1h    | shipped < 2020-01-05 11:00:00.25 | LOAD_WINDOW
            id      | 7                      | 1000                | 100   | id < 107                        | LOAD_WINDOW
            id      | 7                      | 107                 | 100   | id < 107                        | HORIZON
            """)
    void aLoadWindowCutsTheWindowAboveTheLowestValue(
            String cursor, String low, String high, String length, String window, Planned.Reach reach) {
        Horizon horizon = new Horizon(Optional.of(new Bound(high, Bound.Edge.EXCLUSIVE)), Optional.ofNullable(low), 0);
        PlanInputs known = new PlanInputs(
                Optional.empty(), Optional.of(Tables.orders().described()), Optional.empty(), Optional.of(horizon));
        Planned planned = plan(JobRows.incremental("orders", cursor).with(JobColumn.LOAD_WINDOW, length), known);
        assertEquals(window, window(planned, cursor));
        assertEquals(reach, planned.reach());
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "updated_at, text, refused",
        "updated_at, timestamp, refused",
        "updated_at, timestamptz(9), taken",
        "placed, text, refused",
        "id, double, refused",
        "id, 'decimal(20,0)', taken",
        "amount, text, taken",
    })
    void aCursorMustLandInATypeThatTellsItsValues(String cursor, String override, String verdict) {
        settings.with("columns." + cursor, override);
        Planned planned = plan(JobRows.incremental("orders", cursor), known(Tables.orders()));
        assertEquals(
                verdict.equals("refused"),
                planned.plan().isEmpty(),
                () -> shown(planned).toString());
    }

    @Test
    void whatTheHorizonCountsIsSaid() {
        Horizon horizon = new Horizon(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                3,
                2,
                List.of(new Remark("old", "A transaction is open.")));
        PlanInputs known = new PlanInputs(
                Optional.empty(), Optional.of(Tables.orders().described()), Optional.empty(), Optional.of(horizon));
        assertEquals(
                List.of(
                        "3 rows of crm.orders hold no value in updated_at that a window reaches (null, NaN or infinity) and"
                                + " never load incrementally",
                        "2 rows of crm.orders hold a value of updated_at more than a day in the future; they load once"
                                + " their time has come"),
                plan(JobRows.incremental("orders", "updated_at"), known).warnings());
    }

    @Test
    void aFullLoadHasNoCursorAndNoWindow() {
        Planned planned = plan(
                JobRows.full("orders").with(JobColumn.WATERMARK_COLUMN, "updated_at"),
                known(Tables.orders(), "2026-01-28", Watermark.Origin.COMMITTED));
        JobPlan plan = planned.plan().orElseThrow();
        assertEquals(Optional.empty(), plan.reading().cursor());
        assertEquals(Window.ALL, plan.reading().window());
        assertTrue(plan.fromTheStart());
    }

    private static String window(Planned planned, String cursor) {
        return planned.plan().orElseThrow().reading().window().describe(cursor);
    }
}
