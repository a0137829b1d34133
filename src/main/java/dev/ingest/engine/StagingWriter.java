package dev.ingest.engine;

import dev.ingest.data.ColumnBatch;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.FileOptions;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadType;
import dev.ingest.job.StagedFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.parquet.FileFacts;
import dev.ingest.parquet.ParquetFile;
import dev.ingest.parquet.ParquetFooter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The staged files of one load: begins a new one where the last is large enough, and proves what stands in each. */
final class StagingWriter implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FILE_ID_BYTES = 5;

    private final JobPlan plan;
    private final LoadId loadId;
    private final LandingStore store;
    private final FileOptions options;
    private final List<StagedFile> finished = new ArrayList<>();
    private @Nullable ParquetFile open;
    private String openId = "";

    StagingWriter(JobPlan plan, LoadId loadId, LandingStore store) {
        this.plan = plan;
        this.loadId = loadId;
        this.store = store;
        this.options = fitted(plan.target().files());
    }

    void write(ColumnBatch batch) {
        if (batch.rows() == 0) {
            return;
        }
        ParquetFile file = file();
        file.write(batch);
        if (file.bytes() >= options.fileBytes()) {
            finishFile(file);
        }
    }

    /** Finishes all files. A FULL load without a row leaves one empty file, for the snapshot is empty now. */
    List<StagedFile> finish() {
        if (open != null) {
            finishFile(open);
        } else if (finished.isEmpty() && plan.loadType() == LoadType.FULL) {
            finishFile(file());
        }
        return List.copyOf(finished);
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
        }
    }

    private ParquetFile file() {
        if (open == null) {
            byte[] id = new byte[FILE_ID_BYTES];
            RANDOM.nextBytes(id);
            openId = HexFormat.of().formatHex(id);
            open = ParquetFile.create(store.create(path(openId)), plan.schema(), options);
        }
        return open;
    }

    private void finishFile(ParquetFile file) {
        try (file) {
            FileFacts facts = file.finish();
            String path = path(openId);
            long rows = ParquetFooter.rows(store, path, facts.bytes());
            if (rows != facts.rows()) {
                throw new IngestException(
                        FailureKind.LAND,
                        "Cannot trust the file " + path + ": " + facts.rows() + " rows were written, its footer says "
                                + rows + ". Run the job again.");
            }
            finished.add(new StagedFile(path, "", openId, rows, facts.bytes(), facts.sha256()));
        }
        open = null;
    }

    private String path(String fileId) {
        return plan.key().dataset() + "/_ingest/staging/" + loadId + "/" + fileId + ".parquet";
    }

    /** A row group never takes more than a quarter of the heap. */
    private static FileOptions fitted(FileOptions wanted) {
        long most = Math.min(wanted.rowGroupBytes(), Runtime.getRuntime().maxMemory() / 4);
        return new FileOptions(wanted.codec(), wanted.rowGroupRows(), most, wanted.fileBytes());
    }
}
