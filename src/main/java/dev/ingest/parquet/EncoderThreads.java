package dev.ingest.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The threads that encode the columns of a batch side by side, the calling one among them, each with working memory of its
 * own. The files of a load share them; one file is written at a time.
 */
public final class EncoderThreads implements AutoCloseable {
    private final List<Worker> workers = new ArrayList<>();
    private final ThreadLocal<Worker> mine = ThreadLocal.withInitial(() -> workers.get(0));
    private final ExecutorService threads;

    /** What a thread works with. */
    private record Worker(Scratch scratch, PageCodecs codecs) {}

    /** What is done for one column. */
    @FunctionalInterface
    interface ColumnWork {
        void encode(int column, Scratch scratch);
    }

    /** {@code count} columns at a time; with one, all is done in the calling thread. */
    public EncoderThreads(int count) {
        this(count, NativeCodecs::has);
    }

    /** With native libraries for the codecs that have one. */
    EncoderThreads(int count, Predicate<CompressionCodecName> natives) {
        for (int i = 0; i < count; i++) {
            workers.add(new Worker(new Scratch(), new PageCodecs(natives)));
        }
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(Math.max(1, count - 1), task -> {
            Thread thread = new Thread(task, "encoder-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does the work of every column, whichever worker is free taking the next; returns when none is at work any more. */
    void each(int columns, ColumnWork work) {
        AtomicInteger next = new AtomicInteger();
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (Worker worker : workers.subList(1, Math.max(1, Math.min(workers.size(), columns)))) {
            others.add(CompletableFuture.runAsync(() -> take(next, columns, work, worker), threads));
        }
        List<Throwable> failures = new ArrayList<>();
        try {
            take(next, columns, work, workers.get(0));
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
        for (CompletableFuture<Void> other : others) {
            try {
                other.join();
            } catch (CompletionException e) {
                failures.add(e.getCause() == null ? e : e.getCause());
            }
        }
        if (!failures.isEmpty()) {
            throw thrown(failures.get(0));
        }
    }

    private void take(AtomicInteger next, int columns, ColumnWork work, Worker worker) {
        mine.set(worker);
        try {
            for (int column = next.getAndIncrement(); column < columns; column = next.getAndIncrement()) {
                work.encode(column, worker.scratch());
            }
        } finally {
            // Where one fails, the others need not begin another column.
            next.set(columns);
        }
    }

    private static RuntimeException thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    /** A compressor that every worker may use: each has its own behind it. */
    BytesInputCompressor compressor(CompressionCodecName codec) {
        return new BytesInputCompressor() {
            @Override
            public BytesInput compress(BytesInput bytes) throws IOException {
                return mine.get().codecs().compress(codec, bytes);
            }

            @Override
            public CompressionCodecName getCodecName() {
                return codec;
            }

            @Override
            public void release() {
                // Compressors go when the workers do.
            }
        };
    }

    @Override
    public void close() {
        threads.shutdown();
        workers.forEach(worker -> worker.codecs().close());
    }
}
