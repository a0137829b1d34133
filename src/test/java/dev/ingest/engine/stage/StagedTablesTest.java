package dev.ingest.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.engine.Plans;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadType;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagedTable;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorRange;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.landing.MemoryLanding;
import dev.ingest.source.RootRows;
import dev.ingest.source.TableBatch;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A load lands in more than one table, and tables get columns on the way. */
class StagedTablesTest {
    private static final StagingTicket LOAD = StagingTicket.of(new LoadId("1769697001.5974004"));
    private static final Column ID = new Column("id", ColumnType.INT64, Nullability.NULLABLE);
    private static final Column NOTE = new Column("note", ColumnType.TEXT, Nullability.NULLABLE);
    private static final Schema NARROW = new Schema(List.of(ID));
    private static final Schema WIDE = new Schema(List.of(ID, NOTE));

    private final MemoryLanding landing = new MemoryLanding();

    private List<StagedTable> staged(LoadType type, List<String> partitionBy, TableBatch... batches) {
        JobPlan plan = StagingWriterTest.plan(NARROW, type, partitionBy, List.of(), StagingWriterTest.FILES);
        try (StagingWriter writer = new StagingWriter(plan, LOAD, landing)) {
            List.of(batches).forEach(writer::write);
            return writer.finish();
        }
    }

    private static ColumnBatch rows(Schema schema, long... ids) {
        ColumnBatch batch = new ColumnBatch(schema, ids.length);
        for (long id : ids) {
            batch.longs(0).append(id);
            if (schema.size() > 1) {
                batch.bytes(1).append("note " + id);
            }
        }
        return batch;
    }

    private static List<Long> counts(StagedTable table) {
        return table.files().stream().map(StagedFile::rows).toList();
    }

    @Test
    void nestedDataStandsInTablesOfItsOwn() {
        List<StagedTable> tables = staged(
                LoadType.FULL,
                List.of(),
                new TableBatch(List.of("items", "tags"), rows(WIDE, 1), RootRows.NONE),
                TableBatch.own(rows(NARROW, 1, 2)),
                new TableBatch(List.of("items"), rows(WIDE, 1, 2, 3), RootRows.NONE),
                TableBatch.own(rows(NARROW, 3)));

        assertEquals(
                List.of("orders", "orders__items__tags", "orders__items"),
                tables.stream().map(StagedTable::name).toList());
        assertEquals(
                List.of(Optional.empty(), Optional.of("orders__items"), Optional.of("orders")),
                tables.stream().map(StagedTable::parent).toList());
        assertEquals(
                List.of(List.of(3L), List.of(1L), List.of(3L)),
                tables.stream().map(StagedTablesTest::counts).toList());
        assertEquals(WIDE, tables.get(2).landed());
    }

    @Test
    void aWiderBatchEndsTheFilesOfItsTableAlone() {
        List<StagedTable> tables = staged(
                LoadType.FULL,
                List.of(),
                TableBatch.own(rows(NARROW, 1, 2)),
                new TableBatch(List.of("items"), rows(NARROW, 1), RootRows.NONE),
                TableBatch.own(rows(WIDE, 3)),
                new TableBatch(List.of("items"), rows(NARROW, 2), RootRows.NONE),
                TableBatch.own(rows(WIDE, 4, 5, 6)));

        assertEquals(List.of(2L, 4L), counts(tables.get(0)));
        assertEquals(WIDE, tables.get(0).landed());
        assertEquals(List.of(2L), counts(tables.get(1)));
        assertEquals(NARROW, tables.get(1).landed());
    }

    @Test
    void aTableIsAsWideAsItsWidestFileWhicheverReaderIsLast() {
        List<StagedTable> tables = staged(
                LoadType.FULL,
                List.of(),
                TableBatch.own(rows(NARROW, 1)),
                TableBatch.own(rows(WIDE, 2)),
                TableBatch.own(rows(NARROW, 3)));

        assertEquals(WIDE, tables.get(0).landed());
        assertEquals(List.of(1L, 1L, 1L), counts(tables.get(0)));
    }

    @Test
    void rowsThatWaitForTheirPartitionLandWithTheColumnsThatTheyHad() {
        List<StagedTable> tables = staged(
                LoadType.FULL, List.of("id"), TableBatch.own(rows(NARROW, 1, 2)), TableBatch.own(rows(WIDE, 2, 3)));

        assertEquals(
                List.of("id=1", "id=2", "id=2", "id=3"),
                tables.get(0).files().stream()
                        .map(StagedFile::partition)
                        .sorted()
                        .toList());
        assertEquals(List.of(1L, 1L, 1L, 1L), counts(tables.get(0)));
    }

    @Test
    void aSnapshotWithoutRowsOfItsOwnTableIsEmpty() {
        List<StagedTable> tables =
                staged(LoadType.FULL, List.of(), new TableBatch(List.of("items"), rows(NARROW, 1), RootRows.NONE));

        assertEquals(
                List.of("orders", "orders__items"),
                tables.stream().map(StagedTable::name).toList());
        assertEquals(List.of(0L), counts(tables.get(0)));
        assertTrue(staged(LoadType.INCREMENTAL, List.of()).isEmpty());
    }

    /** {@code high} of a wide decimal is beyond 64 bits. */
    static Stream<Arguments> cursors() {
        BigInteger wide = BigInteger.TEN.pow(25);
        return Stream.of(
                Arguments.of(CursorType.INTEGER, ColumnType.INT64, -3L, 7L, "-3", "7"),
                Arguments.of(CursorType.INTEGER, new ColumnType.Whole(16), -3L, 7L, "-3", "7"),
                Arguments.of(CursorType.DATE, ColumnType.DATE, -1L, 20_480L, "1969-12-31", "2026-01-27"),
                Arguments.of(
                        CursorType.TIMESTAMP,
                        ColumnType.TIMESTAMP,
                        -1L,
                        1_000_000L,
                        "1969-12-31 23:59:59.999999",
                        "1970-01-01 00:00:01"),
                Arguments.of(
                        CursorType.TIMESTAMP_UTC,
                        ColumnType.TIMESTAMP_UTC,
                        0L,
                        1_000L,
                        "1970-01-01 00:00:00+00:00",
                        "1970-01-01 00:00:00.001+00:00"),
                Arguments.of(CursorType.DECIMAL, new ColumnType.Decimal(10, 2), -150L, 225L, "-1.50", "2.25"),
                Arguments.of(
                        CursorType.DECIMAL,
                        new ColumnType.Decimal(30, 5),
                        wide.negate(),
                        wide,
                        "-100000000000000000000.00000",
                        "100000000000000000000.00000"),
                Arguments.of(CursorType.TEXT, ColumnType.TEXT, "B", "ä", "B", "ä"));
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void filesTellTheirCursorValues(
            CursorType cursor, ColumnType type, Object least, Object most, String low, String high) {
        JobPlan plan = Plans.incremental(
                new Cursor("at", "at", cursor, 0, Cursor.Uniqueness.REPEATED),
                Window.ALL,
                new Column("at", type, Nullability.NULLABLE));
        ColumnBatch batch = new ColumnBatch(plan.reading().schema(), 3);
        for (Object value : List.of(most, least)) {
            if (value instanceof String text) {
                batch.bytes(0).append(text);
            } else if (value instanceof BigInteger whole) {
                batch.wides(0).append(whole.shiftRight(Long.SIZE).longValue(), whole.longValue());
            } else {
                batch.longs(0).append((Long) value);
            }
        }
        batch.vector(0).appendNull();
        try (StagingWriter writer = new StagingWriter(plan, LOAD, landing)) {
            writer.write(TableBatch.own(batch));

            assertEquals(
                    Optional.of(new CursorRange(low, high)),
                    writer.finish().get(0).files().get(0).range());
        }
    }

    @Test
    void aFileOfNullsTellsNoCursorValues() {
        JobPlan plan = Plans.incremental(
                new Cursor("id", "id", CursorType.INTEGER, 0, Cursor.Uniqueness.REPEATED), Window.ALL, ID);
        ColumnBatch batch = new ColumnBatch(plan.reading().schema(), 1);
        batch.longs(0).appendNull();
        try (StagingWriter writer = new StagingWriter(plan, LOAD, landing)) {
            writer.write(TableBatch.own(batch));

            assertEquals(Optional.empty(), writer.finish().get(0).files().get(0).range());
        }
    }
}
