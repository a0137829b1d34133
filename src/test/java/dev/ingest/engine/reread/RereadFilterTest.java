package dev.ingest.engine.reread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.engine.Plans;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.RowHashes;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorDistance;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Lag;
import dev.ingest.job.cursor.Window;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RereadFilterTest {
    private static final Cursor CURSOR = new Cursor("id", "id", CursorType.INTEGER, 0, Cursor.Uniqueness.REPEATED);

    @Test
    void rowsThatLandedAreDroppedOnceEach() {
        RowHashes first = kept(plan("0"), RowHashes.NONE, batch(new long[] {4, 5, 5}, "a", "b", "b"));
        assertEquals(2, first.size(), "both rows at 5, though they are the same");

        RereadFilter boundary = RereadFilter.of(plan("5"), first);
        ColumnBatch again = batch(new long[] {5, 5, 5, 6}, "b", "b", "b", "c");
        boundary.sift(again);
        assertEquals(List.of("5 b", "6 c"), rows(again), "the third b at 5 is a row that came later");
        assertEquals(2, boundary.dropped());
        assertEquals(1, boundary.kept().size(), "the watermark moved to 6");
    }

    @Test
    void aWatermarkThatDidNotMoveKeepsWhatLandedBefore() {
        RowHashes first = kept(plan("0"), RowHashes.NONE, batch(new long[] {5}, "a"));
        RowHashes second = kept(plan("5"), first, batch(new long[] {5, 5}, "a", "b"));
        assertEquals(2, second.size());

        RereadFilter third = RereadFilter.of(plan("5"), second);
        ColumnBatch all = batch(new long[] {5, 5}, "b", "a");
        third.sift(all);
        assertEquals(List.of(), rows(all));
    }

    @Test
    void rowsOfAllSlicesAndOrdersAreRemembered() {
        RereadFilter boundary = RereadFilter.of(plan("5"), kept(plan("0"), RowHashes.NONE, batch(new long[] {5}, "a")));
        boundary.sift(batch(new long[] {9, 5}, "x", "a"));
        boundary.sift(batch(new long[] {7, 9, 9}, "y", "x", "z"));
        assertEquals(1, boundary.dropped());
        assertEquals(3, boundary.kept().size(), "the three rows at 9");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000})
    void aLagRemembersAllRowsWithinItWhateverTheirOrder(int batches) {
        int rows = 10_000;
        JobPlan plan = lagging("0", 100, Optional.empty());
        RereadFilter boundary = RereadFilter.of(plan, RowHashes.NONE);
        long[] ids = new Random(batches).longs(rows, 0, 20_000).toArray();
        for (int from = 0; from < rows; from += rows / batches) {
            long[] part = Arrays.copyOfRange(ids, from, Math.min(rows, from + rows / batches));
            boundary.sift(batch(part, names(part)));
        }
        long highest = Arrays.stream(ids).max().orElseThrow();
        long[] near = Arrays.stream(ids).filter(id -> id >= highest - 100).toArray();
        RowHashes kept = boundary.kept();
        assertTrue(kept.size() >= near.length && kept.size() <= near.length + 10, kept + " of " + near.length);

        RereadFilter again =
                RereadFilter.of(lagging(Long.toString(highest - 100), 100, Optional.of("" + highest)), kept);
        ColumnBatch reread = batch(near, names(near));
        again.sift(reread);
        assertEquals(0, reread.rows());
        assertEquals(near.length, again.kept().size(), "nothing came, so the same rows are remembered");
    }

    @Test
    void aLagLandsLateRowsOnceAndForgetsWhatLeavesIt() {
        RowHashes first = kept(
                lagging("0", 10, Optional.empty()), RowHashes.NONE, batch(new long[] {90, 95, 100}, "a", "b", "c"));
        assertEquals(3, first.size());

        RereadFilter second = RereadFilter.of(lagging("90", 10, Optional.of("100")), first);
        ColumnBatch read = batch(new long[] {90, 92, 95, 100, 103}, "a", "late", "b", "c", "new");
        second.sift(read);
        assertEquals(List.of("92 late", "103 new"), rows(read));
        assertEquals(3, second.dropped());
        assertEquals(3, second.kept().size(), "95, 100 and 103 lie within 10 of 103; 90 and 92 do not");
    }

    @Test
    void whatLiesBeyondTheWindowStaysRemembered() {
        RowHashes first = kept(
                lagging("0", 10, Optional.empty()), RowHashes.NONE, batch(new long[] {90, 95, 100}, "a", "b", "c"));
        RereadFilter second = RereadFilter.of(windowed("90", "97"), first);
        second.sift(batch(new long[] {90, 95}, "a", "b"));
        assertEquals(first, second.kept(), "100 was not read again and has landed all the same");
    }

    @Test
    void rowsFarBehindLandWhereNothingLandedBefore() {
        ColumnBatch read = batch(new long[] {100, 5}, "a", "b");
        RereadFilter.of(lagging("0", 10, Optional.empty()), RowHashes.NONE).sift(read);
        assertEquals(List.of("100 a", "5 b"), rows(read));
    }

    @Test
    void equalRowsThatTheLagLeavesBehindAreDroppedOnceEach() {
        RowHashes first =
                kept(lagging("0", 10, Optional.empty()), RowHashes.NONE, batch(new long[] {90, 100}, "a", "b"));
        ColumnBatch read = batch(new long[] {200, 90, 90}, "new", "a", "a");
        RereadFilter.of(lagging("90", 10, Optional.of("100")), first).sift(read);
        assertEquals(List.of("200 new", "90 a"), rows(read), "one of them landed before, the other came later");
    }

    @Test
    void theCursorMayStandBehindOtherColumns() {
        JobPlan plan = Plans.incremental(CURSOR, Window.ALL, Plans.SCHEMA.column(1), Plans.SCHEMA.column(0));
        ColumnBatch read = new ColumnBatch(plan.reading().schema(), 3);
        for (String row : List.of("z 4", "a 5", "b 5")) {
            read.bytes(0).append(row.substring(0, 1));
            read.longs(1).append(Long.parseLong(row.substring(2)));
        }
        assertEquals(2, kept(plan, RowHashes.NONE, read).size(), "both rows at 5");
    }

    @Test
    void whatLandedStaysRememberedOnlyWhereTheWindowEndsBelowIt() {
        RowHashes first = kept(
                lagging("0", 10, Optional.empty()), RowHashes.NONE, batch(new long[] {90, 95, 100}, "a", "b", "c"));
        assertEquals(first, kept(windowed("90", "100"), first, batch(new long[] {90, 95}, "a", "b")), "100 is outside");
        assertEquals(
                2,
                kept(windowed("90", "101"), first, batch(new long[] {90, 95}, "a", "b"))
                        .size(),
                "100 was looked for and is gone");
    }

    @Test
    void asManyRowsAsCanBeRememberedAreRemembered() {
        RereadFilter enough = RereadFilter.of(lagging("0", 10, Optional.empty()), RowHashes.NONE, 2);
        enough.sift(batch(new long[] {1, 2}, "a", "b"));
        assertEquals(2, enough.kept().size());
    }

    @Test
    void wideAndWrittenNumbersHaveALagToo() {
        for (ColumnType type : List.of(new ColumnType.Decimal(38, 9), ColumnType.TEXT)) {
            Column column = column("id", type);
            JobPlan plan = Plans.incremental(
                    new Cursor("id", "id", CursorType.DECIMAL, 0, Cursor.Uniqueness.REPEATED)
                            .lagging(new Lag(new CursorDistance(CursorType.DECIMAL, BigDecimal.TEN), Optional.empty())),
                    Window.ALL,
                    column);
            ColumnBatch batch = new ColumnBatch(plan.reading().schema(), 4);
            for (long id : new long[] {9, 100, 95, 80}) {
                if (type == ColumnType.TEXT) {
                    batch.bytes(0).append(Long.toString(id));
                } else {
                    batch.wides(0).append(0, id * 1_000_000_000L);
                }
            }
            RowHashes kept = kept(plan, RowHashes.NONE, batch);
            assertEquals(2, kept.size(), type + ": 100 and 95");
            CursorMaximum maximum = CursorMaximum.of(plan);
            maximum.add(batch);
            assertEquals(100, new BigDecimal(maximum.text().orElseThrow()).intValueExact());
        }
    }

    @Test
    void moreRowsThanCanBeRememberedFailTheJobWithTheWayOut() {
        RereadFilter boundary = RereadFilter.of(lagging("0", 100_000_000, Optional.empty()), RowHashes.NONE);
        int rows = 50_000;
        long[] ids = new long[rows];
        String[] names = new String[rows];
        Arrays.fill(names, "x");
        IngestException failure = assertThrows(IngestException.class, () -> {
            for (int batch = 0; batch <= RowHashes.MOST / rows; batch++) {
                for (int i = 0; i < rows; i++) {
                    ids[i] = (long) batch * rows + i;
                }
                boundary.sift(batch(ids, names));
            }
        });
        assertEquals(FailureKind.CONFIG, failure.kind());
        assertTrue(failure.getMessage().endsWith("Shorten watermark_lag."), failure.getMessage());
    }

    @Test
    void moreRowsThanCanBeRememberedAreGivenUpWhereNobodyAskedForThem() {
        Lag overlap = new Lag(
                new CursorDistance(CursorType.INTEGER, BigDecimal.valueOf(100)), Optional.empty(), Lag.Cause.NO_ZONE);
        JobPlan plan = Plans.incremental(CURSOR.lagging(overlap), "0");
        RowHashes first = kept(plan, RowHashes.NONE, batch(new long[] {1, 2, 3}, "a", "b", "c"));
        RereadFilter second = RereadFilter.of(plan, first, 3);
        second.sift(batch(new long[] {4, 5}, "d", "e"));
        ColumnBatch read = batch(new long[] {1, 2, 3, 6}, "a", "b", "c", "f");
        second.sift(read);
        assertEquals(List.of("6 f"), rows(read), "what landed is dropped all the same");
        assertEquals(RowHashes.NONE, second.kept());
    }

    @Test
    void whereRowsUnseenStayAllAreRememberedByTheColumnsOfThen() {
        RowHashes first = kept(
                lagging("0", 10, Optional.empty()), RowHashes.NONE, batch(new long[] {90, 95, 100}, "a", "b", "c"));
        Column extra = column("extra", ColumnType.INT32);
        JobPlan behind = Plans.incremental(
                CURSOR.lagging(lag(10, Optional.of("100"))),
                new Window(
                        Optional.of(new Bound("90", Bound.Edge.INCLUSIVE)),
                        Optional.of(new Bound("97", Bound.Edge.EXCLUSIVE))),
                Plans.SCHEMA.column(0),
                Plans.SCHEMA.column(1),
                extra);
        ColumnBatch read = new ColumnBatch(behind.reading().schema(), 3);
        for (String row : List.of("90 a", "93 late", "95 b")) {
            read.longs(0).append(Long.parseLong(row.substring(0, 2)));
            read.bytes(1).append(row.substring(3));
            read.longs(2).append(7);
        }
        RereadFilter second = RereadFilter.of(behind, first);
        second.sift(read);
        assertEquals(List.of("93 late"), rows(read));
        RowHashes kept = second.kept();
        assertEquals(Optional.of(Plans.SCHEMA), kept.columns());
        assertEquals(4, kept.size());
        RereadFilter third = RereadFilter.of(lagging("90", 10, Optional.of("100")), kept);
        ColumnBatch again = batch(new long[] {90, 93, 95, 100}, "a", "late", "b", "c");
        third.sift(again);
        assertEquals(List.of(), rows(again));
    }

    @Test
    void aNewColumnFullOfNullsLeavesHashesAsTheyWere() {
        Schema wider = new Schema(List.of(
                column("extra", ColumnType.DOUBLE), column("name", ColumnType.TEXT), column("id", ColumnType.INT64)));
        ColumnBatch grown = new ColumnBatch(wider, 1);
        grown.doubles(0).appendNull();
        grown.bytes(1).append("a");
        grown.longs(2).append(5);
        ColumnBatch narrow = batch(new long[] {5}, "a");
        assertEquals(
                new RowHasher(narrow.schema(), narrow.schema()).hash(narrow, 0),
                new RowHasher(wider, wider).hash(grown, 0));
    }

    @Test
    void valuesThatMoveBetweenColumnsChangeTheHash() {
        Schema two = new Schema(List.of(column("a", ColumnType.TEXT), column("b", ColumnType.TEXT)));
        ColumnBatch rows = new ColumnBatch(two, 2);
        rows.bytes(0).append("x");
        rows.bytes(1).append("y");
        rows.bytes(0).append("y");
        rows.bytes(1).append("x");
        RowHasher hasher = new RowHasher(two, two);
        assertNotEquals(hasher.hash(rows, 0), hasher.hash(rows, 1));
    }

    @Test
    void slicesMergeToTheHighestOfAll() {
        CursorMaximum whole = CursorMaximum.of(plan("0"));
        whole.merge(maximum(batch(new long[] {3, 9}, "a", "b")));
        whole.merge(maximum(batch(new long[] {9, 2}, "c", "d")));
        whole.merge(maximum(batch(new long[] {-4}, "e")));
        whole.merge(CursorMaximum.of(plan("0")));
        assertEquals(Optional.of("9"), whole.text());
    }

    @Test
    void nullsAreNoMaximumAndNoBoundary() {
        ColumnBatch nulls = new ColumnBatch(Plans.SCHEMA, 1);
        nulls.longs(0).appendNull();
        nulls.bytes(1).append("a");
        assertTrue(maximum(nulls).text().isEmpty());
        assertEquals(RowHashes.NONE, kept(plan("0"), RowHashes.NONE, nulls));
    }

    private static RowHashes kept(JobPlan plan, RowHashes landed, ColumnBatch batch) {
        RereadFilter boundary = RereadFilter.of(plan, landed);
        boundary.sift(batch);
        return boundary.kept();
    }

    private static JobPlan plan(String low) {
        return Plans.incremental(CURSOR, low);
    }

    private static JobPlan lagging(String low, long lag, Optional<String> reached) {
        return Plans.incremental(CURSOR.lagging(lag(lag, reached)), low);
    }

    private static JobPlan windowed(String low, String high) {
        return Plans.incremental(
                CURSOR.lagging(lag(10, Optional.of("100"))),
                new Window(
                        Optional.of(new Bound(low, Bound.Edge.INCLUSIVE)),
                        Optional.of(new Bound(high, Bound.Edge.EXCLUSIVE))));
    }

    private static Lag lag(long lag, Optional<String> reached) {
        return new Lag(new CursorDistance(CursorType.INTEGER, BigDecimal.valueOf(lag)), reached);
    }

    private static CursorMaximum maximum(ColumnBatch batch) {
        CursorMaximum maximum = CursorMaximum.of(plan("0"));
        maximum.add(batch);
        return maximum;
    }

    private static ColumnBatch batch(long[] ids, String... names) {
        ColumnBatch batch = new ColumnBatch(Plans.SCHEMA, ids.length);
        for (int i = 0; i < ids.length; i++) {
            batch.longs(0).append(ids[i]);
            batch.bytes(1).append(names[i]);
        }
        return batch;
    }

    private static String[] names(long[] ids) {
        return Arrays.stream(ids).mapToObj(id -> "row " + id).toArray(String[]::new);
    }

    private static List<String> rows(ColumnBatch batch) {
        return IntStream.range(0, batch.rows())
                .mapToObj(row -> batch.longs(0).at(row) + " " + batch.bytes(1).text(row))
                .toList();
    }

    private static Column column(String name, ColumnType type) {
        return new Column(name, type, Nullability.NULLABLE);
    }
}
