package dev.ingest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.job.Cursor;
import dev.ingest.job.CursorType;
import dev.ingest.job.RowHash;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundaryTest {
    private static final Cursor CURSOR = new Cursor("id", "id", CursorType.INTEGER, 0, Cursor.Uniqueness.REPEATED);

    @Test
    void rowsThatLandedAreDroppedOnceEach() {
        CursorMaximum first = maximum(batch(new long[] {4, 5, 5}, "a", "b", "b"));
        assertEquals(Optional.of("5"), first.text());
        assertEquals(2, first.rows().size(), "both rows at 5, though they are the same");

        Boundary boundary = Boundary.of(Plans.incremental(CURSOR, "5"), first.rows());
        ColumnBatch again = batch(new long[] {5, 5, 5, 6}, "b", "b", "b", "c");
        boundary.dropLanded(again);
        assertEquals(2, again.rows(), "the third b at 5 is a row that came later");
        assertEquals(2, boundary.dropped());
        assertEquals("b", again.bytes(1).text(0));
        assertEquals("c", again.bytes(1).text(1));
    }

    @Test
    void aWatermarkThatDidNotMoveKeepsWhatLandedBefore() {
        CursorMaximum first = maximum(batch(new long[] {5}, "a"));
        Boundary boundary = Boundary.of(Plans.incremental(CURSOR, "5"), first.rows());
        ColumnBatch again = batch(new long[] {5, 5}, "a", "b");
        boundary.dropLanded(again);
        List<RowHash> kept = boundary.keep(maximum(again), first.rows());
        assertEquals(2, kept.size());

        Boundary third = Boundary.of(Plans.incremental(CURSOR, "5"), kept);
        ColumnBatch all = batch(new long[] {5, 5}, "b", "a");
        third.dropLanded(all);
        assertEquals(0, all.rows());
    }

    @Test
    void aWatermarkThatMovedForgetsTheOldRows() {
        CursorMaximum first = maximum(batch(new long[] {5}, "a"));
        Boundary boundary = Boundary.of(Plans.incremental(CURSOR, "5"), first.rows());
        ColumnBatch next = batch(new long[] {5, 7}, "a", "b");
        boundary.dropLanded(next);
        assertEquals(1, boundary.keep(maximum(next), first.rows()).size());
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
        assertEquals(new RowHasher(narrow.schema()).hash(narrow, 0), new RowHasher(wider).hash(grown, 0));
    }

    @Test
    void valuesThatMoveBetweenColumnsChangeTheHash() {
        Schema two = new Schema(List.of(column("a", ColumnType.TEXT), column("b", ColumnType.TEXT)));
        ColumnBatch rows = new ColumnBatch(two, 2);
        rows.bytes(0).append("x");
        rows.bytes(1).append("y");
        rows.bytes(0).append("y");
        rows.bytes(1).append("x");
        RowHasher hasher = new RowHasher(two);
        assertNotEquals(hasher.hash(rows, 0), hasher.hash(rows, 1));
    }

    @Test
    void slicesMergeToTheHighestOfAll() {
        CursorMaximum whole = CursorMaximum.of(Plans.incremental(CURSOR, "0"));
        whole.merge(maximum(batch(new long[] {3, 9}, "a", "b")));
        whole.merge(maximum(batch(new long[] {9, 2}, "c", "d")));
        whole.merge(maximum(batch(new long[] {-4}, "e")));
        whole.merge(CursorMaximum.of(Plans.incremental(CURSOR, "0")));
        assertEquals(Optional.of("9"), whole.text());
        assertEquals(2, whole.rows().size());
    }

    @Test
    void nullsAreNoMaximum() {
        ColumnBatch nulls = new ColumnBatch(Plans.SCHEMA, 1);
        nulls.longs(0).appendNull();
        nulls.bytes(1).append("a");
        assertTrue(maximum(nulls).text().isEmpty());
    }

    private static CursorMaximum maximum(ColumnBatch batch) {
        CursorMaximum maximum = CursorMaximum.of(Plans.incremental(CURSOR, "0"));
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

    private static Column column(String name, ColumnType type) {
        return new Column(name, type, Nullability.NULLABLE);
    }
}
