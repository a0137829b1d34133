package dev.ingest.commit;

import dev.ingest.commit.state.CursorProgress;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.commit.watermark.WatermarkChoice;
import dev.ingest.job.JobKey;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.job.name.Naming;
import java.util.List;
import java.util.Optional;

/** Where the jobs of a dataset start: workbook, journal, manifests and dlt's state weighed together. Asked once recovered. */
public final class JobWatermarks {
    private final DatasetState dataset;
    private final Journal journal;

    public JobWatermarks(DatasetState dataset, Journal journal) {
        this.dataset = dataset;
        this.journal = journal;
    }

    /**
     * The watermark that a job starts from; empty means from the start.
     *
     * @param cursor the watermark column as the workbook names it
     * @param cell what the job's cell holds now
     */
    public Optional<Watermark> choose(JobKey key, String pipeline, String cursor, WatermarkCell cell) {
        Optional<Manifest> last = dataset.lastLoad(pipeline, key.table());
        Optional<WatermarkChoice.Committed> committed = last.map(
                load -> new WatermarkChoice.Committed(progress(load, cursor).map(JobWatermarks::written)));
        Optional<String> dlt = last.isPresent()
                ? Optional.empty()
                : dataset.dltWatermark(key.table(), List.of(cursor, Naming.SNAKE_CASE.of(cursor)));
        return WatermarkChoice.of(cell, committed, journal.due(key), dlt);
    }

    /** What the last load of ours set the watermark of {@code cursor} to. */
    public Optional<String> reached(JobKey key, String pipeline, String cursor) {
        return dataset.lastLoad(pipeline, key.table())
                .flatMap(load -> progress(load, cursor))
                .map(CursorProgress::watermark);
    }

    /** From where on the hashes of {@code last} tell of every row that landed; empty where there are none. */
    public static Optional<Bound> hashedFrom(Optional<Manifest> last, String cursor) {
        return last.filter(load -> load.metadata().hashes().isPresent())
                .flatMap(load -> progress(load, cursor))
                .map(progress ->
                        progress.hashed().orElseGet(() -> new Bound(progress.watermark(), Bound.Edge.INCLUSIVE)));
    }

    /** Our last load, where the watermark is the one that it set. */
    public Optional<Manifest> last(JobKey key, String pipeline, String cursor, Optional<Watermark> watermark) {
        boolean ours = watermark
                .filter(mark -> mark.origin() == Watermark.Origin.COMMITTED)
                .isPresent();
        return dataset.lastLoad(pipeline, key.table())
                .filter(load -> ours && progress(load, cursor).isPresent());
    }

    private static WatermarkCell written(CursorProgress progress) {
        return WatermarkCell.written(progress.watermark(), progress.type());
    }

    private static Optional<CursorProgress> progress(Manifest load, String cursor) {
        return load.progress().filter(progress -> progress.cursor().equalsIgnoreCase(cursor));
    }
}
