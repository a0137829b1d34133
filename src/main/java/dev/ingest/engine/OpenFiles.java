package dev.ingest.engine;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.job.FileOptions;
import dev.ingest.job.StagedFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.parquet.EncoderLanes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files that a load has open, one a partition at the most and 32 in all. The least recently used is finished when
 * another is needed; so is one that has reached its size.
 */
final class OpenFiles implements AutoCloseable {
    static final int MOST_OPEN = 32;

    private static final int FILE_ID_BYTES = 5;
    /** The readers of a load and its source want the other half. */
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final LandingStore store;
    private final String folder;
    private final Schema schema;
    private final FileOptions options;
    private final long heldBytes;
    private final EncoderLanes lanes = new EncoderLanes(Math.max(1, PROCESSORS / 2));
    private final SecureRandom random = new SecureRandom();
    private final Set<String> fileIds = new HashSet<>();
    private final Map<String, StagedOutput> open = new LinkedHashMap<>(2 * MOST_OPEN, 0.75f, true);
    private final List<StagedFile> finished = new ArrayList<>();

    /**
     * No file yet.
     *
     * @param heldBytes heap that the open row groups of all files may hold together
     */
    OpenFiles(LandingStore store, String folder, Schema schema, FileOptions options, long heldBytes) {
        this.store = store;
        this.folder = folder;
        this.schema = schema;
        this.heldBytes = heldBytes;
        this.options = new FileOptions(
                options.codec(),
                options.rowGroupRows(),
                Math.min(options.rowGroupBytes(), heldBytes),
                options.fileBytes());
    }

    /** Appends a batch to the partition's file. */
    void write(String partition, ColumnBatch batch) {
        file(partition).write(batch);
        settle(partition);
    }

    /** Ends the row group that the partition's file has open, if any. */
    void endRowGroup(String partition) {
        StagedOutput file = open.get(partition);
        if (file != null) {
            file.endRowGroup();
        }
    }

    /** Stages a file with no rows. */
    void writeEmpty(String partition) {
        file(partition);
    }

    private StagedOutput file(String partition) {
        StagedOutput known = open.get(partition);
        if (known != null) {
            return known;
        }
        if (open.size() == MOST_OPEN) {
            finish(open.keySet().iterator().next());
        }
        StagedOutput file = new StagedOutput(store, folder, partition, nextFileId(), schema, options, lanes);
        open.put(partition, file);
        return file;
    }

    private String nextFileId() {
        byte[] bytes = new byte[FILE_ID_BYTES];
        String id;
        do {
            random.nextBytes(bytes);
            id = HexFormat.of().formatHex(bytes);
        } while (!fileIds.add(id));
        return id;
    }

    private void settle(String partition) {
        StagedOutput file = open.get(partition);
        if (file != null && file.bytes() >= options.fileBytes()) {
            finish(partition);
        }
        while (open.values().stream().mapToLong(StagedOutput::heldBytes).sum() > heldBytes) {
            open.values().stream()
                    .max(Comparator.comparingLong(StagedOutput::heldBytes))
                    .ifPresent(StagedOutput::endRowGroup);
        }
    }

    private void finish(String partition) {
        StagedOutput file = open.get(partition);
        if (file != null) {
            finished.add(file.finish());
            open.remove(partition);
        }
    }

    /** Finishes all files; every file of the load, in the order they were finished. */
    List<StagedFile> finish() {
        for (String partition : List.copyOf(open.keySet())) {
            finish(partition);
        }
        return List.copyOf(finished);
    }

    /** Discards the files that are not finished. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (StagedOutput file : open.values()) {
            try {
                file.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        open.clear();
        lanes.close();
        if (failure != null) {
            throw failure;
        }
    }
}
