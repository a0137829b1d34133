package dev.ingest.run.watch;

import dev.ingest.data.ColumnBatch;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.run.progress.JobPhase;
import dev.ingest.run.progress.JobProgress;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Elsewhere;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.NumberWidth;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.TableBatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A source whose every call is entered among {@code calls} while it is under way, and whose rows are counted. */
final class WatchedSource implements Source {
    private final Source source;
    private final Set<SourceCall> calls;
    private final JobProgress progress;
    private final Set<Runnable> elsewhere = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    WatchedSource(Source source, Set<SourceCall> calls, JobProgress progress) {
        this.source = source;
        this.calls = calls;
        this.progress = progress;
    }

    @Override
    public Horizon horizon(SourceQuestion question) {
        return watched(() -> source.horizon(question));
    }

    @Override
    public SourceDescription describe(SourceQuestion question) {
        SourceDescription description = watched(() -> source.describe(question));
        progress.enters(JobPhase.ASKING);
        return description;
    }

    @Override
    public Map<String, NumberWidth> widths(SourceQuestion question, List<SourceColumn> columns) {
        return watched(() -> source.widths(question, columns));
    }

    @Override
    public KeySample keys(Reading reading, KeyColumn key) {
        return watched(() -> source.keys(reading, key));
    }

    @Override
    public List<String> warnings() {
        return source.warnings();
    }

    @Override
    public BatchReader read(Reading reading, Slice slice) {
        progress.enters(JobPhase.READING);
        return new WatchedReader(watched(() -> source.read(reading, slice)));
    }

    @Override
    public OptionalLong count(Reading reading) {
        return watched(() -> source.count(reading));
    }

    @Override
    public OptionalLong estimate(Reading reading) {
        return watched(() -> source.estimate(reading));
    }

    @Override
    public void release() {
        watched(() -> {
            source.release();
            return true;
        });
    }

    @Override
    public Optional<String> waitsFor() {
        return source.waitsFor();
    }

    @Override
    public Elsewhere readElsewhere(Runnable cancel) {
        progress.enters(JobPhase.READING);
        elsewhere.add(cancel);
        if (cancelled) {
            cancel.run();
        }
        return new WatchedElsewhere(cancel);
    }

    @Override
    public void cancel() {
        cancelled = true;
        elsewhere.forEach(Runnable::run);
        source.cancel();
    }

    @Override
    public void close() {
        source.close();
    }

    private <T> T watched(Supplier<T> question) {
        SourceCall call = new SourceCall();
        call.begin();
        calls.add(call);
        try {
            return question.get();
        } finally {
            calls.remove(call);
        }
    }

    private final class WatchedElsewhere implements Elsewhere {
        private final Runnable cancel;

        private WatchedElsewhere(Runnable cancel) {
            this.cancel = cancel;
        }

        @Override
        public void read(long rows, long bytes) {
            progress.read(rows, bytes);
        }

        @Override
        public void close() {
            elsewhere.remove(cancel);
        }
    }

    private final class WatchedReader implements BatchReader {
        private final BatchReader reader;
        private final SourceCall call = new SourceCall();

        private WatchedReader(BatchReader reader) {
            this.reader = reader;
            calls.add(call);
        }

        @Override
        public Optional<TableBatch> read(ColumnBatch spare, long maxBytes) {
            call.begin(spare);
            try {
                Optional<TableBatch> batch = reader.read(spare, maxBytes);
                batch.ifPresent(this::counted);
                return batch;
            } finally {
                call.end();
            }
        }

        private void counted(TableBatch batch) {
            progress.read(batch.isOwn() ? batch.rows().rows() : 0, batch.rows().bytes());
        }

        @Override
        public long unrepresentable() {
            return reader.unrepresentable();
        }

        @Override
        public long passedOver() {
            return reader.passedOver();
        }

        @Override
        public void close() {
            calls.remove(call);
            reader.close();
        }
    }
}
