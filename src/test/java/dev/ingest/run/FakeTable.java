package dev.ingest.run;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Nullability;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.TableBatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongPredicate;

/**
 * A table of whole numbers in memory: a cursor {@code seq} that may repeat and a text {@code note}. Its sessions fail as
 * they are told to, the first with the first trouble.
 */
final class FakeTable {
    /** What is wrong with a session. */
    enum Trouble {
        NONE,
        NO_CONNECTION,
        LOGIN_REFUSED,
        CUT_WHILE_READING,
        SILENT_WHILE_READING,
        SILENT_WHEN_ASKED,
        MISCOUNTS
    }

    record Row(long seq, String note) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private Runnable afterReading = () -> {};
    private int sessions;
    private int ended;

    FakeTable with(long seq, String note) {
        rows.add(new Row(seq, note));
        return this;
    }

    void delete(long seq) {
        rows.removeIf(row -> row.seq() == seq);
    }

    FakeTable sessions(Trouble... inTurn) {
        troubles.clear();
        troubles.addAll(List.of(inTurn));
        sessions = 0;
        return this;
    }

    /** Runs {@code action} each time a slice has been read. */
    void afterReading(Runnable action) {
        afterReading = action;
    }

    /** The run is over. */
    void ended() {
        ended++;
    }

    int timesEnded() {
        return ended;
    }

    int sessionsOpened() {
        return sessions;
    }

    Source open() {
        Trouble trouble = sessions < troubles.size() ? troubles.get(sessions) : Trouble.NONE;
        sessions++;
        return new Session(trouble);
    }

    private final class Session implements Source {
        private final Trouble trouble;
        private final CountDownLatch cancelled = new CountDownLatch(1);
        private List<Row> snapshot = List.of();

        private Session(Trouble trouble) {
            this.trouble = trouble;
        }

        @Override
        public Horizon horizon(SourceQuestion question) {
            connect();
            Optional<Bound> high = rows.stream()
                    .map(Row::seq)
                    .max(Long::compare)
                    .map(seq -> new Bound(Long.toString(seq), Bound.Edge.INCLUSIVE));
            Optional<String> low = question.lowest()
                    .flatMap(part -> rows.stream()
                            .map(Row::seq)
                            .filter(seq -> within(part).test(seq))
                            .min(Long::compare)
                            .map(Object::toString));
            return new Horizon(high, low, 0);
        }

        @Override
        public SourceDescription describe(SourceQuestion question) {
            connect();
            snapshot = List.copyOf(rows);
            return new SourceDescription(
                    TableName.exact("public", "orders"),
                    List.of(column("seq", "int64"), column("note", "text")),
                    List.of(),
                    Set.of(),
                    List.of(),
                    Snapshot.ALONE);
        }

        @Override
        public BatchReader read(Reading reading, Slice slice) {
            Iterator<Row> matching = matching(reading).iterator();
            return new BatchReader() {
                @Override
                public Optional<TableBatch> read(ColumnBatch batch, long maxBytes) {
                    misbehave();
                    while (matching.hasNext() && batch.rows() < batch.capacity()) {
                        Row row = matching.next();
                        batch.longs(0).append(row.seq());
                        batch.bytes(1).append(row.note());
                    }
                    return batch.rows() > 0 ? Optional.of(TableBatch.own(batch)) : Optional.empty();
                }

                @Override
                public void close() {
                    afterReading.run();
                }
            };
        }

        @Override
        public OptionalLong count(Reading reading) {
            return OptionalLong.of(matching(reading).size() + (trouble == Trouble.MISCOUNTS ? 1L : 0L));
        }

        @Override
        public void cancel() {
            cancelled.countDown();
        }

        @Override
        public void close() {}

        private List<Row> matching(Reading reading) {
            return snapshot.stream()
                    .filter(row -> within(reading.window()).test(row.seq()))
                    .toList();
        }

        private void connect() {
            if (trouble == Trouble.NO_CONNECTION) {
                throw new IngestException(FailureKind.CONNECT, Outlook.PASSES, "Cannot connect: nobody answers.");
            }
            if (trouble == Trouble.LOGIN_REFUSED) {
                throw new IngestException(FailureKind.CONNECT, "Cannot connect: the password is refused.");
            }
            if (trouble == Trouble.SILENT_WHEN_ASKED) {
                awaitCancel();
            }
        }

        private void misbehave() {
            if (trouble == Trouble.CUT_WHILE_READING) {
                throw new IngestException(FailureKind.READ, Outlook.PASSES, "Cannot read on: the connection was cut.");
            }
            if (trouble == Trouble.SILENT_WHILE_READING) {
                awaitCancel();
            }
        }

        private void awaitCancel() {
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IngestException(FailureKind.READ, "Cannot read on: the statement was cancelled.");
        }
    }

    private static LongPredicate within(Window window) {
        return seq -> window.low().map(low -> seq >= from(low)).orElse(true)
                && window.high().map(high -> seq <= to(high)).orElse(true);
    }

    private static long from(Bound low) {
        return Long.parseLong(low.value()) + (low.edge() == Bound.Edge.INCLUSIVE ? 0 : 1);
    }

    private static long to(Bound high) {
        return Long.parseLong(high.value()) - (high.edge() == Bound.Edge.INCLUSIVE ? 0 : 1);
    }

    private static SourceColumn column(String name, String type) {
        return new SourceColumn(name, type, type, OptionalInt.empty(), OptionalInt.empty(), Nullability.NULLABLE);
    }
}
