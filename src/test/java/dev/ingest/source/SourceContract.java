package dev.ingest.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.engine.PlainJson;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.source.TestTable.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What everything that rows come from must do. One subclass a kind of source makes tables in it and says what it cannot
 * do: by the capabilities of its rules, by the snapshots that it describes, and by the methods that may be overridden.
 */
public abstract class SourceContract extends SessionContract {
    private static final int ROWS = 3_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "MiXed Case",
                "order details",
                "Größe 日本",
                "select",
                "dotted.name",
                "quo\"te",
                "apostrophe'",
                "semi;colon--",
                "per%cent_",
                "back\\slash"
            })
    void anyNameIsReadAsItStands(String name) {
        create(TestTable.of("t " + name)
                .column(name, Kind.WHOLE)
                .column("b " + name, Kind.TEXT)
                .row(1L, name));

        try (Source source = connector.session()) {
            SourceDescription description = source.describe(question(TableName.exact("t " + name)));

            assertEquals("t " + name, description.table().table());
            assertEquals(
                    List.of(name, "b " + name),
                    description.columns().stream().map(SourceColumn::name).toList());
            assertEquals(
                    List.of(List.of("1", name)),
                    LandedText.rows(source, full(description).reading(), Slice.WHOLE));
        }
    }

    @Test
    void namesInQuotesThatDifferByTheirCaseAreTwo() {
        Assumptions.assumeTrue(tellsCase());
        create(TestTable.of("case_told")
                .column("a", Kind.WHOLE)
                .column("A", Kind.WHOLE)
                .row(1L, 2L));
        create(TestTable.of("CASE_TOLD").column("a", Kind.WHOLE).row(3L));

        assertEquals(List.of(List.of("1", "2")), rows(TableName.exact("case_told")));
        assertEquals(List.of(List.of("3")), rows(TableName.exact("CASE_TOLD")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"loose_name", "Loose_Name", "LOOSE_NAME"})
    void aNameWithoutQuotesIsFoundHoweverItIsWritten(String written) {
        create(TestTable.of("loose_name").column("id", Kind.WHOLE).row(1L));

        assertEquals(List.of(List.of("1")), rows(TableName.parse(written)));
        drop(TableName.exact("loose_name"));
    }

    @Test
    void anUnknownTableIsTheUsersFaultAndNamed() {
        try (Source source = connector.session()) {
            assertFault("no_such_table", () -> source.describe(question(TableName.exact("no_such_table"))));
        }
    }

    @Test
    void anUnknownCursorIsTheUsersFaultAndNamed() {
        create(TestTable.of("known").column("id", Kind.WHOLE));

        try (Source source = connector.session()) {
            assertFault(
                    "no_such_column",
                    () -> source.horizon(
                            SourcePlans.question(TableName.exact("known"), Optional.of("no_such_column"))));
        }
    }

    private static void assertFault(String named, Executable question) {
        IngestException failure = assertThrows(IngestException.class, question);
        assertEquals(FailureKind.CONFIG, failure.kind());
        assertTrue(failure.getMessage().contains(named), failure.getMessage());
    }

    private static List<Object> ascending(Kind kind) {
        return switch (kind) {
            case WHOLE -> List.of(-5L, 0L, 7L, 1L << 40, Long.MAX_VALUE);
            case NUMBER ->
                Stream.of("-12.5", "-0.000000001", "0.1", "0.25", "12345678901234567890.5")
                        .<Object>map(BigDecimal::new)
                        .toList();
            case TEXT -> List.of("B", "a", "b'\\", "ä", "日本");
            case TIMESTAMP ->
                Stream.of(
                                "1969-12-31T23:59:59.999999",
                                "2026-01-27T00:00",
                                "2026-03-29T02:30",
                                "2026-03-29T02:30:00.000001",
                                "2400-02-29T12:00")
                        .<Object>map(LocalDateTime::parse)
                        .toList();
        };
    }

    private static String text(CursorType type, Object value) {
        String written = value instanceof LocalDateTime clock ? CursorText.of(clock) : value.toString();
        return CursorText.canonical(type, value instanceof BigDecimal number ? number.toPlainString() : written);
    }

    /** The third value stands in two rows, and one row has none: no window reaches it. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aWindowHoldsWhatLiesBetweenItsEdgesAndNoNull(Kind kind) {
        List<Object> values = ascending(kind);
        TestTable table =
                TestTable.of("windows_" + kind).column("id", Kind.WHOLE).column("c", kind);
        for (int i = 0; i < values.size(); i++) {
            table = table.row((long) i, values.get(i));
        }
        create(table.row(2L, values.get(2)).row(9L, null));
        List<String> mistakes = new ArrayList<>();

        try (Source source = connector.session()) {
            SourceDescription description = source.describe(SourcePlans.question(table.table(), Optional.of("c")));
            Cursor cursor = cursor(description, "c");
            for (Window window : windows(text(cursor.type(), values.get(1)), text(cursor.type(), values.get(3)))) {
                JobPlan plan = new SourcePlans(type(), connector.rules())
                        .plan(description, SourcePlans.options(), Optional.of(cursor), window, Optional.empty());
                List<String> read = ids(LandedText.rows(source, plan.reading(), Slice.WHOLE));
                OptionalLong counted = source.count(plan.reading());
                if (!read.equals(expected(window))) {
                    mistakes.add(window.describe("c") + ": " + read);
                }
                if (counted.isPresent() && counted.getAsLong() != read.size()) {
                    mistakes.add(window.describe("c") + ": counted " + counted);
                }
                assertEquals(can(Capability.COUNT), counted.isPresent());
            }
        }
        assertEquals(List.of(), mistakes);
    }

    private Cursor cursor(SourceDescription description, String name) {
        SourceColumn column = description.columns().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new Cursor(
                        name,
                        name,
                        connector.rules().cursorType(column).orElseThrow(),
                        column.precision().orElse(0),
                        Cursor.Uniqueness.REPEATED)
                .ordered(description.order());
    }

    private static List<Window> windows(String low, String high) {
        List<Window> windows = new ArrayList<>();
        edges(low).forEach(from -> edges(high).forEach(to -> windows.add(new Window(from, to))));
        return windows;
    }

    private static Stream<Optional<Bound>> edges(String value) {
        return Stream.concat(
                Stream.of(Optional.empty()),
                Stream.of(Bound.Edge.values()).map(edge -> Optional.of(new Bound(value, edge))));
    }

    private static List<String> expected(Window window) {
        int from = window.low()
                .map(low -> low.edge() == Bound.Edge.INCLUSIVE ? 1 : 2)
                .orElse(0);
        int to = window.high()
                .map(high -> high.edge() == Bound.Edge.INCLUSIVE ? 3 : 2)
                .orElse(4);
        return Stream.concat(IntStream.rangeClosed(from, to).boxed(), Stream.of(2))
                .map(Object::toString)
                .sorted()
                .toList();
    }

    @Test
    void theHorizonOfANumberIsItsHighestValueAndCountsWhatNoWindowReaches() {
        create(TestTable.of("horizon").column("id", Kind.WHOLE).row(3L).row(11L).row((Object) null));
        create(TestTable.of("horizon_of_nothing").column("id", Kind.WHOLE));

        try (Source source = connector.session()) {
            Horizon horizon = source.horizon(SourcePlans.question(TableName.exact("horizon"), Optional.of("id")));
            Horizon empty =
                    source.horizon(SourcePlans.question(TableName.exact("horizon_of_nothing"), Optional.of("id")));

            assertEquals(Optional.of(new Bound("11", Bound.Edge.INCLUSIVE)), horizon.high());
            assertEquals(1, horizon.unreachable());
            assertEquals(Optional.empty(), empty.high());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 50})
    void slicesOfTheTableHoldEveryRowOnce(int wanted) {
        create(TestTable.numbered("sliced_" + wanted, 1, ROWS));

        try (Source source = connector.session()) {
            SourceDescription description = source.describe(question(TableName.exact("sliced_" + wanted)));
            List<Slice> slices = connector.rules().slices(description, wanted);
            assertSlices(source, full(description).reading(), slices, wanted, numbers(1, ROWS));
        }
    }

    /** Half of the rows share a key, and one has none. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void slicesAlongAKeyHoldEveryRowOnce(int wanted) {
        String name = "cut_" + wanted;
        TestTable table = TestTable.of(name).column("id", Kind.WHOLE).column("key", Kind.WHOLE);
        for (long id = 1; id < ROWS / 10; id++) {
            table = table.row(id, id % 2 == 0 ? 4711L : id * 100);
        }
        create(table.row((long) ROWS / 10, null));

        try (Source source = connector.session()) {
            SourceDescription description = source.describe(question(TableName.exact(name)));
            Reading reading = full(description).reading();
            KeyColumn key = new KeyColumn("key", CursorType.INTEGER);
            if (!can(Capability.SAMPLE)) {
                assertEquals(KeySample.NONE, source.keys(reading, key));
                return;
            }
            List<Slice> slices = connector.rules().slices(key, source.keys(reading, key), wanted);
            assertTrue(slices.size() > 1, slices.toString());
            assertSlices(source, reading, slices, wanted, numbers(1, ROWS / 10));
        }
    }

    /** Each is read by a thread of its own, all at once. */
    private void assertSlices(Source source, Reading reading, List<Slice> slices, int wanted, List<String> ids) {
        assertTrue(!slices.isEmpty() && slices.size() <= wanted, slices.toString());
        assertEquals(
                IntStream.range(0, slices.size()).boxed().toList(),
                slices.stream().map(Slice::number).toList());
        for (Slice slice : slices) {
            assertTrue(
                    connector
                            .rules()
                            .request(reading, slice)
                            .contains(reading.table().table()),
                    connector.rules().request(reading, slice));
        }
        List<Future<List<List<String>>>> reads = slices.stream()
                .map(slice -> threads.submit(() -> LandedText.rows(source, reading, slice)))
                .toList();
        List<String> read = new ArrayList<>();
        reads.forEach(rows -> read.addAll(ids(result(rows))));
        Collections.sort(read);
        assertEquals(ids, read);
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void whatIsWrittenAfterTheSnapshotIsNotRead() {
        create(TestTable.numbered("moving", 1, 10));

        try (Source source = connector.session()) {
            SourceDescription description = source.describe(question(TableName.exact("moving")));
            Assumptions.assumeFalse(description.snapshot() instanceof Snapshot.PerSlice);
            Reading reading = full(description).reading();
            OptionalLong before = source.count(reading);
            insert(TestTable.numbered("moving", 11, 10));

            assertEquals(numbers(1, 10), ids(LandedText.rows(source, reading, Slice.WHOLE)));
            assertEquals(before, source.count(reading));
            assertEquals(can(Capability.COUNT) ? OptionalLong.of(10) : OptionalLong.empty(), before);
        }
        assertEquals(numbers(1, 20), ids(rows(TableName.exact("moving"))));
    }

    /** A shared snapshot is read by a session of another's, as one in another process would. */
    @Test
    void aPlanThatTravelledAsJsonReadsTheSameRows() {
        create(TestTable.numbered("travelling", 1, 100));

        try (Source source = connector.session();
                Source elsewhere = connector.session()) {
            SourceDescription description = source.describe(question(TableName.exact("travelling")));
            JobPlan plan = full(description);
            JobPlan arrived = PlainJson.read(PlainJson.write(plan), JobPlan.class);
            insert(TestTable.numbered("travelling", 101, 1));
            boolean shared = description.snapshot() instanceof Snapshot.Shared;

            assertEquals(plan, arrived);
            assertEquals(
                    numbers(1, 100), ids(LandedText.rows(shared ? elsewhere : source, arrived.reading(), Slice.WHOLE)));
        }
    }

    @Test
    void numbersWithoutPrecisionAreMeasuredWhereThatCanBe() {
        create(TestTable.of("measured")
                .column("id", Kind.WHOLE)
                .column("n", Kind.NUMBER)
                .row(1L, new BigDecimal("123.4567"))
                .row(2L, new BigDecimal("-0.05"))
                .row(3L, new BigDecimal("9.50"))
                .row(4L, null));

        try (Source source = connector.session()) {
            SourceQuestion question = question(TableName.exact("measured"));
            List<SourceColumn> columns = source.describe(question).columns().stream()
                    .filter(connector.rules()::isUnboundedNumber)
                    .toList();
            boolean measures = can(Capability.WIDTHS) && !columns.isEmpty();

            assertEquals(measures ? Map.of("n", new NumberWidth(3, 4)) : Map.of(), source.widths(question, columns));
        }
    }

    @Test
    void aQueryIsReadInTheTablesPlace() {
        Assumptions.assumeTrue(can(Capability.QUERY));
        create(TestTable.of("asked")
                .column("id", Kind.WHOLE)
                .column("name", Kind.TEXT)
                .column("at", Kind.TIMESTAMP)
                .row(1L, "one", LocalDateTime.parse("2026-01-27T10:44:12.584"))
                .row(2L, null, null)
                .row(3L, "three", LocalDateTime.parse("2026-01-28T00:00")));
        String query = selectAll(TableName.exact("asked"));
        SourceQuestion question = new SourceQuestion(
                new Extraction(TableName.parse("answer"), Optional.of(query), Optional.empty()),
                Optional.of("id"),
                Duration.ofHours(1),
                Optional.empty());

        try (Source source = connector.session()) {
            Horizon horizon = source.horizon(question);
            SourceDescription description = source.describe(question);
            Cursor cursor = cursor(description, "id");
            Window window = new Window(Optional.of(new Bound("1", Bound.Edge.EXCLUSIVE)), horizon.high());
            Reading reading = new SourcePlans(type(), connector.rules())
                    .plan(question.extraction().named(description.table()), description, cursor, window)
                    .reading();

            assertEquals(Optional.of(new Bound("3", Bound.Edge.INCLUSIVE)), horizon.high());
            assertEquals(List.of(), description.primaryKey());
            assertEquals(
                    List.of(List.of("2", LandedText.NULL, LandedText.NULL), List.of("3", "three", "2026-01-28T00:00")),
                    LandedText.rows(source, reading, Slice.WHOLE).stream()
                            .sorted(Comparator.comparing(row -> row.get(0)))
                            .toList());
            assertEquals(can(Capability.COUNT) ? OptionalLong.of(2) : OptionalLong.empty(), source.count(reading));
        }
    }

    @Test
    void aTableThatWidensGetsColumnsBehindThoseBefore() {
        Optional<TableName> nested = createNested();
        Assumptions.assumeTrue(nested.isPresent());

        try (Source source = connector.session()) {
            Reading reading = reading(source, nested.get());
            Map<List<String>, Schema> widest = new HashMap<>(Map.of(List.of(), reading.schema()));
            Map<List<String>, Integer> rows = new HashMap<>();
            ColumnBatch spare = new ColumnBatch(reading.schema(), 100);
            try (BatchReader reader = source.read(reading, Slice.WHOLE)) {
                Optional<TableBatch> batch = reader.read(spare, BATCH_BYTES);
                while (batch.isPresent()) {
                    ColumnBatch filled = batch.get().rows();
                    List<Column> before = Optional.ofNullable(
                                    widest.get(batch.get().path()))
                            .map(Schema::columns)
                            .orElse(List.of());
                    assertEquals(before, filled.schema().columns().subList(0, before.size()));
                    assertTrue(filled.rows() > 0);
                    assertTrue(filled == spare || spare.rows() == 0, "the spare batch stays empty");
                    widest.put(batch.get().path(), filled.schema());
                    rows.merge(batch.get().path(), filled.rows(), Integer::sum);
                    spare.clear();
                    batch = reader.read(spare, BATCH_BYTES);
                }
            }
            assertTrue(widest.get(List.of()).size() > reading.schema().size(), widest.toString());
            assertTrue(rows.size() > 1, rows.toString());
        }
    }
}
