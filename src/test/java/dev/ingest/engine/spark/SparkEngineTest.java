package dev.ingest.engine.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ingest.engine.Plans;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.Slice;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagedTable;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.landing.MemoryLanding;
import dev.ingest.source.FakeSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of orders and answers, whoever carries them out. */
class SparkEngineTest {
    private static final StagingTicket LOAD = StagingTicket.of(new LoadId("1769697001.5974004"));

    private final List<SliceOrder> given = new ArrayList<>();
    private final FakeSource source = new FakeSource((batch, number) -> {});
    private int cancels;

    /** A cluster whose machines answer as the test says, the last one first. */
    private SparkEngine engine(Function<SliceOrder, SliceAnswer> machine) {
        return new SparkEngine(
                new Cluster() {
                    @Override
                    public ClusterJob begin(String name, List<String> orders) {
                        return new Answered(orders, machine);
                    }

                    @Override
                    public int cores() {
                        return 2;
                    }

                    @Override
                    public int coresOfAProcess() {
                        return 1;
                    }
                },
                Path.of("home"),
                Path.of("secrets.toml"));
    }

    private final class Answered implements ClusterJob {
        private final List<String> orders;
        private final Function<SliceOrder, SliceAnswer> machine;

        private Answered(List<String> orders, Function<SliceOrder, SliceAnswer> machine) {
            this.orders = orders;
            this.machine = machine;
        }

        @Override
        public List<String> answers(Consumer<String> heard) {
            List<String> answers = orders.stream()
                    .map(SliceOrder::read)
                    .peek(given::add)
                    .map(machine)
                    .map(SliceAnswer::json)
                    .toList();
            for (int i = answers.size(); i > 0; i--) {
                heard.accept(answers.get(i - 1));
            }
            return answers;
        }

        @Override
        public void cancel() {
            cancels++;
        }
    }

    private static JobPlan sliced(int count) {
        return Plans.full(IntStream.range(0, count)
                .mapToObj(number -> new Slice(number, Optional.empty(), Optional.of("part " + number)))
                .toArray(Slice[]::new));
    }

    private static SliceAnswer staged(SliceOrder order, long rows) {
        int number = order.plan().reading().slices().get(0).number();
        StagedFile file = new StagedFile("crm/" + number + ".parquet", "", "000000000" + number, rows, 9, "00");
        return SliceAnswer.staged(
                new LoadResult(
                        List.of(new StagedTable("orders", Optional.empty(), Plans.SCHEMA, List.of(file))),
                        rows,
                        0,
                        Optional.of(Integer.toString(10 - number)),
                        RowHashes.NONE,
                        1,
                        2),
                rows * 8);
    }

    private LoadResult load(JobPlan plan, Function<SliceOrder, SliceAnswer> machine) {
        return engine(machine).load(plan, LOAD, source, new MemoryLanding(), RowHashes.NONE);
    }

    @Test
    void eachOrderHoldsOneSliceAndTheAnswersAreOneLoad() {
        LoadResult result = load(sliced(3), order -> staged(order, 5));

        assertEquals(
                List.of("part 0", "part 1", "part 2"),
                given.stream()
                        .map(order -> order.plan()
                                .reading()
                                .slices()
                                .get(0)
                                .predicate()
                                .orElseThrow())
                        .toList());
        assertEquals(
                List.of(1), given.stream().map(SliceOrder::atOnce).distinct().toList());
        assertEquals(1, result.tables().size());
        assertEquals(
                List.of("crm/0.parquet", "crm/1.parquet", "crm/2.parquet"),
                result.files().stream().map(StagedFile::path).toList());
        assertEquals(List.of(15L, 3L, 6L), List.of(result.rowsRead(), result.unrepresentable(), result.passedOver()));
    }

    @Test
    void theWatermarkIsTheHighestOfAllSlicesByItsTypesOrder() {
        Cursor cursor = new Cursor("id", "id", CursorType.INTEGER, 0, Cursor.Uniqueness.UNIQUE);
        JobPlan one = Plans.incremental(cursor, "0");
        List<Slice> slices = sliced(3).reading().slices();

        assertEquals(
                Optional.of("10"),
                load(one.in(slices), order -> staged(order, 1)).watermark());
    }

    @Test
    void ofEmptySlicesOneFileStaysForTheSnapshot() {
        assertEquals(
                List.of("crm/1.parquet"),
                load(
                                sliced(3),
                                order -> staged(
                                        order,
                                        order.plan().reading().slices().get(0).number() == 1 ? 4 : 0))
                        .files()
                        .stream()
                        .map(StagedFile::path)
                        .toList());
        assertEquals(
                List.of("crm/0.parquet"),
                load(sliced(3), order -> staged(order, 0)).files().stream()
                        .map(StagedFile::path)
                        .toList());
    }

    @Test
    void aFailureOfASliceIsTheLoads() {
        IngestException wrong =
                new IngestException(FailureKind.CONNECT, Outlook.PASSES, "Cannot reach it: it starts. Wait.");

        IngestException failure = assertThrows(
                IngestException.class,
                () -> load(
                        sliced(2),
                        order -> order.plan().reading().slices().get(0).number() == 1
                                ? SliceAnswer.failed(wrong)
                                : staged(order, 1)));

        assertEquals(wrong.getMessage(), failure.getMessage());
        assertEquals(FailureKind.CONNECT, failure.kind());
        assertEquals(Outlook.PASSES, failure.outlook());
    }

    @Test
    void whoeverStopsTheReadingStopsTheCluster() {
        load(sliced(1), order -> {
            assertEquals(0, cancels);
            source.cancelElsewhere();
            return staged(order, 1);
        });

        assertEquals(1, cancels);
    }

    @Test
    void anOrderNamesSecretsAndHoldsNone() {
        load(sliced(2), order -> staged(order, 1));

        String order = given.get(0).json();
        assertEquals("secrets.toml", given.get(0).secrets());
        assertFalse(order.contains("password"), order);
        assertEquals(given.get(0), SliceOrder.read(order));
    }
}
