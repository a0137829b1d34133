package dev.ingest.engine.local;

import dev.ingest.data.ColumnBatch;
import dev.ingest.engine.reread.CursorMaximum;
import dev.ingest.engine.reread.RereadFilter;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Source;
import dev.ingest.source.TableBatch;
import java.util.BitSet;
import java.util.Collections;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that read a plan's slices. Batches come from a small pool, so a slow encoder holds the readers back and
 * memory does not depend on the table's size.
 */
final class SliceReaders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SliceReaders.class);
    private static final int BATCHES_A_READER = 2;
    /** Rows of a reader's first batches: most tables of many jobs end within them, and whole ones are megabytes. */
    private static final int FIRST_ROWS = 4096;

    private static final long CLOSE_SECONDS = 30;

    /** What a reader thread hands over: a batch, its end, or its failure. */
    private sealed interface Delivery {}

    private record Filled(TableBatch batch) implements Delivery {}

    private record Ended() implements Delivery {}

    private record Failed(Throwable cause) implements Delivery {}

    private final JobPlan plan;
    private final Source source;
    private final RereadFilter filter;
    private final BatchSize size;
    private final Queue<Slice> slices;
    private final ExecutorService threads;
    /** The batches of the pool; readers may hand over others. */
    private final Set<ColumnBatch> own = ConcurrentHashMap.newKeySet();

    private final AtomicInteger first;
    /** Batches to fill; an empty one stands for one that is not made yet. */
    private final BlockingQueue<Optional<ColumnBatch>> free;

    private final BlockingQueue<Delivery> deliveries;
    private final CursorMaximum maximum;
    private final AtomicLong rowsRead = new AtomicLong();
    private final AtomicLong unrepresentable = new AtomicLong();
    private final AtomicLong passedOver = new AtomicLong();
    private final AtomicInteger open;

    private SliceReaders(JobPlan plan, Source source, RereadFilter filter, int readers, long heapBytes) {
        this.plan = plan;
        this.source = source;
        this.filter = filter;
        this.size = BatchSize.of(plan.reading().schema(), readers * BATCHES_A_READER + 1, heapBytes);
        this.slices = new ConcurrentLinkedQueue<>(plan.reading().slices());
        this.maximum = CursorMaximum.of(plan);
        this.open = new AtomicInteger(readers);
        int batches = readers * BATCHES_A_READER + 1;
        this.free = new ArrayBlockingQueue<>(batches);
        this.deliveries = new ArrayBlockingQueue<>(batches + readers);
        this.first = new AtomicInteger(readers * BATCHES_A_READER);
        free.addAll(Collections.nCopies(batches, Optional.empty()));
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(readers, task -> {
            Thread thread = new Thread(task, "reader-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts reading; at most one thread a processor, and at least two where there are two slices. */
    static SliceReaders start(JobPlan plan, Source source, RereadFilter filter, long heapBytes) {
        int most = Math.max(2, Runtime.getRuntime().availableProcessors());
        int readers = Math.min(plan.reading().slices().size(), most);
        SliceReaders started = new SliceReaders(plan, source, filter, readers, heapBytes);
        for (int i = 0; i < readers; i++) {
            started.threads.execute(started::readSlices);
        }
        return started;
    }

    /** The next batch; empty once every slice has been read to its end. */
    Optional<TableBatch> next() {
        while (true) {
            Delivery delivery = takeDelivery();
            if (delivery instanceof Filled filled) {
                return Optional.of(filled.batch());
            }
            if (delivery instanceof Failed failed) {
                throw rethrown(failed.cause());
            }
            if (open.decrementAndGet() == 0) {
                return Optional.empty();
            }
        }
    }

    /** Gives a batch that was encoded back to the readers, unless its reader made it. */
    void recycle(TableBatch batch) {
        if (own.contains(batch.rows())) {
            giveBack(batch.rows());
        }
    }

    private void giveBack(ColumnBatch batch) {
        if (batch.capacity() < size.rows()) {
            own.remove(batch);
            free.add(Optional.empty());
        } else {
            batch.clear();
            free.add(Optional.of(batch));
        }
    }

    private ColumnBatch take() throws InterruptedException {
        return free.take().orElseGet(this::make);
    }

    private ColumnBatch make() {
        int rows = first.getAndDecrement() > 0 ? Math.min(FIRST_ROWS, size.rows()) : size.rows();
        ColumnBatch batch = new ColumnBatch(plan.reading().schema(), rows);
        own.add(batch);
        return batch;
    }

    long rowsRead() {
        return rowsRead.get();
    }

    /** Values that landed as null; whole once {@link #next()} has come to the end. */
    long unrepresentable() {
        return unrepresentable.get();
    }

    long passedOver() {
        return passedOver.get();
    }

    /** The highest cursor of all rows that were handed over; whole once {@link #next()} has come to the end. */
    CursorMaximum maximum() {
        return maximum;
    }

    @Override
    public void close() {
        if (open.get() > 0) {
            source.cancel();
        }
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A reader of {} did not stop within {} s", plan.name(), CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readSlices() {
        try {
            for (Slice slice = slices.poll(); slice != null; slice = slices.poll()) {
                readSlice(slice);
            }
            deliveries.put(new Ended());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // Handed to the thread that waits in next(); the queue has room for one failure of each reader.
            deliveries.add(new Failed(e));
        }
    }

    private void readSlice(Slice slice) throws InterruptedException {
        CursorMaximum seen = maximum.empty();
        try (BatchReader reader = source.read(plan.reading(), slice)) {
            ColumnBatch spare = take();
            Optional<TableBatch> batch = reader.read(spare, size.bytes());
            BitSet dropped = new BitSet();
            while (batch.isPresent()) {
                ColumnBatch rows = batch.get().rows();
                if (batch.get().isOwn()) {
                    rowsRead.addAndGet(rows.rows());
                    dropped = filter.sift(rows);
                    seen.add(rows);
                } else if (!dropped.isEmpty()) {
                    rows.remove(batch.get().roots().below(dropped));
                }
                deliveries.put(new Filled(batch.get()));
                spare = rows == spare ? take() : spare;
                batch = reader.read(spare, size.bytes());
            }
            giveBack(spare);
            unrepresentable.addAndGet(reader.unrepresentable());
            passedOver.addAndGet(reader.passedOver());
        }
        maximum.merge(seen);
    }

    private Delivery takeDelivery() {
        try {
            return deliveries.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IngestException(FailureKind.READ, "Cannot finish " + plan.name() + ": it was interrupted.", e);
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }
}
