package dev.ingest.engine.stage;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagedTable;
import dev.ingest.job.option.FileOptions;
import dev.ingest.landing.LandingStore;
import dev.ingest.parquet.EncoderThreads;
import dev.ingest.parquet.FileFacts;
import dev.ingest.parquet.ParquetFile;
import dev.ingest.parquet.ParquetFooter;
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
 * The files that a load has open, one a table and partition at the most and 32 in all. The least recently used is finished
 * when another is needed; so is one that has reached its size, or whose table has other columns from now on.
 */
final class OpenFiles implements AutoCloseable {
    static final int MOST_OPEN = 32;

    private static final int FILE_ID_BYTES = 5;
    /** The readers of a load and its source want the other half. */
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final LandingStore store;
    private final String folder;
    private final FileOptions options;
    private final long heldBytes;
    private final EncoderThreads threads = new EncoderThreads(Math.max(1, PROCESSORS / 2));
    private final SecureRandom random = new SecureRandom();
    private final Set<String> fileIds = new HashSet<>();
    private final Map<Place, Output> open = new LinkedHashMap<>(2 * MOST_OPEN, 0.75f, true);
    private final Map<LandedTable, Finished> finished = new LinkedHashMap<>();

    /** Where rows go. */
    private record Place(LandedTable table, String partition) {
        /** Written out as {@link LandedTable}'s is. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && table.equals(place.table) && partition.equals(place.partition);
        }

        @Override
        public int hashCode() {
            return 31 * table.hashCode() + partition.hashCode();
        }
    }

    /** A file while it is being written. */
    private record Output(String path, String fileId, Schema schema, ParquetFile file) {}

    /** The finished files of a table. */
    private static final class Finished {
        private final List<StagedFile> files = new ArrayList<>();
        /** Several readers may be of several minds as to how many columns there are: the most. */
        private Schema landed = new Schema(List.of());

        private void add(StagedFile file, Schema schema) {
            files.add(file);
            landed = schema.size() > landed.size() ? schema : landed;
        }
    }

    /**
     * No file yet.
     *
     * @param heldBytes heap that the open row groups of all files may hold together
     */
    OpenFiles(LandingStore store, String folder, FileOptions options, long heldBytes) {
        this.store = store;
        this.folder = folder;
        this.heldBytes = heldBytes;
        this.options = new FileOptions(
                options.codec(),
                options.rowGroupRows(),
                Math.min(options.rowGroupBytes(), heldBytes),
                options.fileBytes());
    }

    /** The shape of the files. */
    FileOptions options() {
        return options;
    }

    /** Appends a batch to the partition's file. */
    void write(LandedTable table, String partition, ColumnBatch batch) {
        Place place = new Place(table, partition);
        output(place, batch.schema()).file().write(batch);
        settle(place);
    }

    /** Ends the row group that the partition's file has open, if any. */
    void endRowGroup(LandedTable table, String partition) {
        Output output = open.get(new Place(table, partition));
        if (output != null) {
            output.file().flushRowGroup();
        }
    }

    /** Stages a file with no rows. */
    void writeEmpty(LandedTable table, String partition, Schema schema) {
        output(new Place(table, partition), schema);
    }

    private Output output(Place place, Schema schema) {
        Output known = open.get(place);
        if (known != null) {
            return known;
        }
        if (open.size() == MOST_OPEN) {
            finish(open.keySet().iterator().next());
        }
        String fileId = nextFileId();
        String path = folder + "/" + fileId + ".parquet";
        Output output =
                new Output(path, fileId, schema, ParquetFile.create(store.create(path), schema, options, threads));
        open.put(place, output);
        return output;
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

    private void settle(Place place) {
        Output output = open.get(place);
        if (output != null && output.file().bytes() >= options.fileBytes()) {
            finish(place);
        }
        while (open.values().stream().mapToLong(OpenFiles::heldBytes).sum() > heldBytes) {
            open.values().stream()
                    .max(Comparator.comparingLong(OpenFiles::heldBytes))
                    .ifPresent(largest -> largest.file().flushRowGroup());
        }
    }

    /** Heap held for the open row group. */
    private static long heldBytes(Output output) {
        return output.file().bufferedBytes();
    }

    private void finish(Place place) {
        Output output = open.get(place);
        if (output != null) {
            StagedFile file = staged(place, output);
            finished.computeIfAbsent(place.table(), table -> new Finished()).add(file, output.schema());
            open.remove(place);
        }
    }

    /** Finishes the files of a table, whose rows have other columns from now on. */
    void finish(LandedTable table) {
        List.copyOf(open.keySet()).stream()
                .filter(place -> place.table().equals(table))
                .forEach(this::finish);
    }

    /** Makes the file whole and reads back what its footer says. */
    private StagedFile staged(Place place, Output output) {
        FileFacts facts = output.file().finish();
        ParquetFooter footer = ParquetFooter.read(store, output.path(), facts.bytes());
        if (footer.rows() != facts.rows()) {
            throw new IngestException(
                    FailureKind.LAND,
                    Outlook.PASSES,
                    "Cannot stage the file " + output.path() + ": its footer says " + footer.rows() + " rows, "
                            + facts.rows() + " were written. Run the job again.");
        }
        return new StagedFile(
                output.path(),
                place.partition(),
                output.fileId(),
                facts.rows(),
                facts.bytes(),
                facts.sha256(),
                place.table().cursor().flatMap(cursor -> FooterRange.of(footer, output.schema(), cursor)));
    }

    /** Finishes all files; every file of the load, in the order they were finished. */
    List<StagedTable> finish() {
        List.copyOf(open.keySet()).forEach(this::finish);
        return finished.entrySet().stream()
                .map(table -> new StagedTable(
                        table.getKey().name(),
                        table.getKey().parent(),
                        table.getValue().landed,
                        table.getValue().files))
                .sorted(Comparator.comparing(table -> table.parent().isPresent()))
                .toList();
    }

    /** Discards the files that are not finished. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (Output output : open.values()) {
            try {
                output.file().close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        open.clear();
        threads.close();
        if (failure != null) {
            throw failure;
        }
    }
}
