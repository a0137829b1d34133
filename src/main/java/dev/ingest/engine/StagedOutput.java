package dev.ingest.engine;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.FileOptions;
import dev.ingest.job.StagedFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.parquet.EncoderLanes;
import dev.ingest.parquet.FileFacts;
import dev.ingest.parquet.ParquetFile;
import dev.ingest.parquet.ParquetFooter;

/** One file of a load while it is being written. */
final class StagedOutput implements AutoCloseable {
    private final LandingStore store;
    private final String path;
    private final String partition;
    private final String fileId;
    private final ParquetFile file;

    StagedOutput(
            LandingStore store,
            String folder,
            String partition,
            String fileId,
            Schema schema,
            FileOptions options,
            EncoderLanes lanes) {
        this.store = store;
        this.path = folder + "/" + fileId + ".parquet";
        this.partition = partition;
        this.fileId = fileId;
        this.file = ParquetFile.create(store.create(path), schema, options, lanes);
    }

    void write(ColumnBatch batch) {
        file.write(batch);
    }

    void endRowGroup() {
        file.flushRowGroup();
    }

    /** Written, and about what waits to be. */
    long bytes() {
        return file.bytes();
    }

    /** Heap held for the open row group. */
    long heldBytes() {
        return file.bufferedBytes();
    }

    /** Makes the file whole and reads back what its footer says. */
    StagedFile finish() {
        FileFacts facts = file.finish();
        long landed = ParquetFooter.rows(store, path, facts.bytes());
        if (landed != facts.rows()) {
            throw new IngestException(
                    FailureKind.LAND,
                    Outlook.PASSES,
                    "Cannot stage the file " + path + ": its footer says " + landed + " rows, " + facts.rows()
                            + " were written. Run the job again.");
        }
        return new StagedFile(path, partition, fileId, facts.rows(), facts.bytes(), facts.sha256());
    }

    /** Discards the file unless it is finished. */
    @Override
    public void close() {
        file.close();
    }
}
