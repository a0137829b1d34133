package dev.ingest.source;

import dev.ingest.data.ColumnBatch;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Horizon;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

/** A source that makes up its rows: for each slice a number of them, each written by one function. */
public final class FakeSource implements Source {
    private final Map<Integer, Integer> rows = new HashMap<>();
    private final BiConsumer<ColumnBatch, Integer> writer;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private Runnable onRelease = () -> {};
    private Runnable elsewhere = () -> {};
    private int miscounted;
    private int failsAt = Integer.MAX_VALUE;
    private int blocksAt = Integer.MAX_VALUE;

    /** Rows are numbered through all slices; {@code writer} appends the row of a number to every vector. */
    public FakeSource(BiConsumer<ColumnBatch, Integer> writer) {
        this.writer = writer;
    }

    public FakeSource slice(int number, int rowsOfSlice) {
        rows.put(number, rowsOfSlice);
        return this;
    }

    /** Counts {@code by} rows more than it reads. */
    public FakeSource miscounting(int by) {
        miscounted = by;
        return this;
    }

    /** Runs {@code action} when it is released. */
    public FakeSource onRelease(Runnable action) {
        onRelease = action;
        return this;
    }

    /** Fails with kind READ instead of giving row {@code number} of a slice. */
    public FakeSource failingAt(int number) {
        failsAt = number;
        return this;
    }

    /** Waits to be cancelled instead of giving row {@code number} of a slice. */
    public FakeSource blockingAt(int number) {
        blocksAt = number;
        return this;
    }

    @Override
    public Horizon horizon(SourceQuestion question) {
        return new Horizon(Optional.empty(), Optional.empty(), 0);
    }

    @Override
    public SourceDescription describe(SourceQuestion question) {
        return new SourceDescription(
                question.table(), new ArrayList<>(), List.of(), Set.of(), List.of(), Snapshot.ALONE);
    }

    @Override
    public BatchReader read(Reading reading, Slice slice) {
        return new Reader(first(slice.number()), rows.getOrDefault(slice.number(), 0));
    }

    /** Counts what is read, and one row more or less where the test wants it so. */
    @Override
    public OptionalLong count(Reading reading) {
        return OptionalLong.of(
                rows.values().stream().mapToLong(Integer::longValue).sum() + miscounted);
    }

    @Override
    public Elsewhere readElsewhere(Runnable cancel) {
        elsewhere = cancel;
        return Source.super.readElsewhere(cancel);
    }

    /** Has others stop reading it, as one who watches a job does. */
    public void cancelElsewhere() {
        elsewhere.run();
    }

    @Override
    public void release() {
        onRelease.run();
    }

    @Override
    public void cancel() {
        cancelled.countDown();
    }

    @Override
    public void close() {}

    public boolean wasCancelled() {
        return cancelled.getCount() == 0;
    }

    private int first(int slice) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getKey() < slice)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private final class Reader implements BatchReader {
        private final int first;
        private final int count;
        private int next;

        private Reader(int first, int count) {
            this.first = first;
            this.count = count;
        }

        @Override
        public Optional<TableBatch> read(ColumnBatch batch, long maxBytes) {
            int added = 0;
            while (next < count && batch.rows() < batch.capacity() && batch.bytes() < maxBytes) {
                if (next == failsAt) {
                    throw new IngestException(FailureKind.READ, "Cannot read row " + next + ": the test says so.");
                }
                if (next == blocksAt) {
                    awaitCancel();
                }
                writer.accept(batch, first + next);
                next++;
                added++;
            }
            return added > 0 ? Optional.of(TableBatch.own(batch)) : Optional.empty();
        }

        @Override
        public void close() {}

        private void awaitCancel() {
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IngestException(FailureKind.READ, "Cannot read on: it was cancelled.");
        }
    }
}
