package dev.ingest.run.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.run.Night;
import dev.ingest.run.progress.JobProgress;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Elsewhere;
import dev.ingest.source.Source;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.TableBatch;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JobWatchTest {
    private final Scripted source = new Scripted();
    private final List<String> heard = new ArrayList<>();
    private long seconds;
    private final JobWatch watch = new JobWatch(
            JobProgress.unseen("crm.orders"),
            new JobLimits(Duration.ofSeconds(1_000), Duration.ofSeconds(100), Night.retries(1)),
            () -> Duration.ofSeconds(seconds).toNanos(),
            heard::add);

    @Test
    void aSourceThatSendsIsNotQuietHoweverLongABatchTakes() {
        source.filling = batch -> {
            for (int row = 0; row < 9; row++) {
                lookAfter(90);
                batch.longs(0).append(row);
            }
        };
        read();
        assertEquals(0, source.cancels);
    }

    @Test
    void aSourceThatSendsNothingIsCancelledOnceItsTimeIsOver() {
        source.filling = batch -> {
            lookAfter(0);
            lookAfter(99);
            assertEquals(0, source.cancels);
            lookAfter(1);
            assertEquals(1, source.cancels);
        };
        read();
        RuntimeException failure = watch.explained(new IllegalStateException("cut"));
        assertEquals(FailureKind.READ, ((IngestException) failure).kind());
        assertEquals(
                "Cannot finish crm.orders: its source sent nothing for 100s. Look at the database and the network; if it"
                        + " was sorting (cluster = \"query\"), counting or sampling a large table, raise idle_timeout in"
                        + " [runtime].",
                failure.getMessage());
        assertThrows(IngestException.class, watch::check);
    }

    @Test
    void whomASourceWaitsForIsSaidAfterTenSecondsAndOnceEach() {
        source.waitsFor = Optional.of("a lock on orders: session 7");
        source.filling = batch -> {
            lookAfter(0);
            lookAfter(9);
            assertEquals(List.of(), heard);
            lookAfter(1);
            lookAfter(5);
            lookAfter(10);
            assertEquals(List.of("crm.orders waits for a lock on orders: session 7"), heard);
            source.waitsFor = Optional.of("a lock on orders: session 8");
            lookAfter(10);
            assertEquals(List.of("crm.orders waits for a lock on orders: session 8"), heard.subList(1, 2));
            source.waitsFor = Optional.empty();
            batch.longs(0).append(1);
            lookAfter(10);
            lookAfter(10);
            assertEquals(2, heard.size());
        };
        read();
    }

    @Test
    void aSourceThatIsCancelledWhileItWaitsSaysForWhom() {
        source.waitsFor = Optional.of("a lock on orders: session 7");
        source.filling = batch -> {
            lookAfter(0);
            lookAfter(10);
            lookAfter(90);
        };
        read();
        assertEquals(
                "Cannot finish crm.orders: its source sent nothing for 100s; it waits for a lock on orders: session 7. End"
                        + " that, or raise idle_timeout in [runtime].",
                watch.explained(new IllegalStateException("cut")).getMessage());
    }

    @Test
    void aSourceThatIsNotAskedMayBeSilent() {
        Source watched = watch.reads(source);
        BatchReader reader = watched.read(null, Slice.WHOLE);
        lookAfter(0);
        lookAfter(500);
        assertEquals(0, source.cancels, "the encoder is busy, nobody asks");
        reader.close();
        watch.check();
    }

    @Test
    void aSourceThatDoesNotHeedIsCancelledAgain() {
        source.filling = batch -> {
            lookAfter(0);
            lookAfter(100);
            lookAfter(9);
            assertEquals(1, source.cancels);
            lookAfter(1);
            assertEquals(2, source.cancels);
        };
        read();
    }

    @Test
    void whatOtherProcessesReadIsCountedAndEndsWithTheSource() {
        List<String> told = new ArrayList<>();
        Source watched = watch.reads(source);
        try (Elsewhere elsewhere = watched.readElsewhere(() -> told.add("cancelled"))) {
            elsewhere.read(7, 100);
            assertEquals(7, watch.progress().now().rows());
            lookAfter(1_000);
        }
        assertEquals(List.of("cancelled"), told);
        assertEquals(1, source.cancels);
        watched.cancel();
        assertEquals(List.of("cancelled"), told, "what is over is left alone");

        watched.readElsewhere(() -> told.add("at once")).close();
        assertEquals(List.of("cancelled", "at once"), told, "it came too late");
    }

    @Test
    void aJobMayTakeItsTimeAndNoMore() {
        source.filling = batch -> {
            for (int row = 0; row < 11; row++) {
                batch.longs(0).append(row);
                lookAfter(row < 9 ? 99 : 55);
            }
        };
        read();
        assertEquals(1, source.cancels);
        assertTrue(watch.left().compareTo(Duration.ZERO) <= 0);
        IngestException late = assertThrows(IngestException.class, () -> watch.reads(source));
        assertTrue(late.getMessage().contains("job_timeout (1000s)"), late.getMessage());
    }

    @Test
    void whatIsPublishedIsLeftAlone() {
        watch.reads(source);
        watch.readsNothing();
        lookAfter(2_000);
        assertEquals(0, source.cancels);
        IllegalStateException other = new IllegalStateException("another reason");
        assertSame(other, watch.explained(other));
    }

    private void read() {
        ColumnBatch batch =
                new ColumnBatch(new Schema(List.of(new Column("id", ColumnType.INT64, Nullability.NULLABLE))), 100);
        Source watched = watch.reads(source);
        try (BatchReader reader = watched.read(null, Slice.WHOLE)) {
            reader.read(batch, 1 << 20);
        }
    }

    /** What a source may leave out would be left out here unseen. */
    @Test
    void aWatchedSourceAnswersEveryQuestionThatASourceAnswers() {
        List<String> watched = Arrays.stream(WatchedSource.class.getDeclaredMethods())
                .map(method -> method.getName() + Arrays.toString(method.getParameterTypes()))
                .toList();
        for (Method asked : Source.class.getMethods()) {
            String question = asked.getName() + Arrays.toString(asked.getParameterTypes());
            assertTrue(watched.contains(question), question);
        }
    }

    private void lookAfter(long more) {
        seconds += more;
        watch.look();
    }

    private interface Filling {
        void fill(ColumnBatch batch);
    }

    /** A source that does what the test says while a batch is filled. */
    private static final class Scripted implements Source {
        private Filling filling = batch -> {};
        private int cancels;
        private Optional<String> waitsFor = Optional.empty();

        @Override
        public Optional<String> waitsFor() {
            return waitsFor;
        }

        @Override
        public Horizon horizon(SourceQuestion question) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SourceDescription describe(SourceQuestion question) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BatchReader read(Reading reading, Slice slice) {
            return new BatchReader() {
                @Override
                public Optional<TableBatch> read(ColumnBatch batch, long maxBytes) {
                    filling.fill(batch);
                    return Optional.of(TableBatch.own(batch));
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public OptionalLong count(Reading reading) {
            return OptionalLong.of(0);
        }

        @Override
        public void cancel() {
            cancels++;
        }

        @Override
        public void close() {}
    }
}
