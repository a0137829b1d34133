package dev.ingest.commit.state;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.LoadId;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StoredSchema;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a dataset in the lake remembers, read anew at each question; whoever asks holds its lease. */
public final class DatasetState {
    /** dlt's {@code max_state_files}. */
    public static final int STATE_FILES = 100;

    private final LandingStore store;
    private final DatasetTree tree;

    public DatasetState(LandingStore store, String dataset) {
        this.store = store;
        this.tree = new DatasetTree(dataset);
    }

    public DatasetTree tree() {
        return tree;
    }

    /** The newest load that anything in the dataset tells of, counted or not: a new one must lie above it. */
    public Optional<LoadId> newestLoad() {
        Stream<String> marked = names(tree.loads()).map(DatasetState::afterLastDivider);
        Stream<String> stated = names(tree.states())
                .flatMap(name -> MetadataName.parse(name).stream())
                .map(MetadataName::moment);
        Stream<String> opened = names(tree.open());
        return Stream.of(marked, stated, opened)
                .flatMap(each -> each)
                .flatMap(text -> tree.loadOf(text).stream())
                .max(Comparator.naturalOrder());
    }

    /** The newest stored schema of that name. */
    public Optional<SchemaDocument> schemaDocument(String schema) {
        return newestFirst(tree.versions())
                .filter(file -> file.name().owner().equals(schema))
                .flatMap(file -> read(file.path()).flatMap(SchemaDocument::parse).stream())
                .findFirst();
    }

    /** The moment that a schema stored now is named after: above all stored ones even when the clock was set back. */
    public LoadId versionMoment(Instant now) {
        Optional<LoadId> newest = newestFirst(tree.versions())
                .flatMap(file -> tree.loadOf(file.name().moment()).stream())
                .findFirst();
        return LoadId.next(now, newest);
    }

    /** A table as last stored in {@code schema}, else in any other schema of the dataset, the newest first. */
    public Optional<StoredSchema> schema(String schema, String table) {
        Optional<StoredSchema> own = schemaDocument(schema).flatMap(document -> document.table(table));
        return own.isPresent()
                ? own
                : newestFirst(tree.versions())
                        .map(file -> file.name().owner())
                        .distinct()
                        .filter(name -> !name.equals(schema))
                        .flatMap(name -> schemaDocument(name).stream())
                        .flatMap(document -> document.table(table).stream())
                        .findFirst();
    }

    /** Child tables of {@code table} that any schema of the dataset knows. */
    public List<String> childTables(String table) {
        return newestFirst(tree.versions())
                .map(file -> file.name().owner())
                .distinct()
                .flatMap(name -> schemaDocument(name).stream())
                .flatMap(document -> document.childTables(table).stream())
                .distinct()
                .toList();
    }

    /** Hashes that loads of a table before {@code newest} kept: no load asks for them again. */
    public List<String> surplusHashes(String table, LoadId newest) {
        return store.list(tree.hashes(table)).stream()
                .filter(file -> tree.loadOf(file.name())
                        .filter(load -> load.compareTo(newest) < 0)
                        .isPresent())
                .map(LandingFile::path)
                .toList();
    }

    /** The newest state of a pipeline. */
    public Optional<StateDocument> state(String pipeline) {
        return newestFirst(tree.states())
                .filter(file -> file.name().owner().equals(pipeline))
                .flatMap(file -> read(file.path()).flatMap(StateDocument::parse).stream())
                .findFirst();
    }

    /** The state files of a pipeline beyond the {@link #STATE_FILES} newest. */
    public List<String> surplusStates(String pipeline) {
        return newestFirst(tree.states())
                .filter(file -> file.name().owner().equals(pipeline))
                .skip(STATE_FILES)
                .map(Stored::path)
                .toList();
    }

    /**
     * The watermark that dlt kept of a table's cursor, in any pipeline's newest state, the newest pipeline first.
     *
     * @param cursorNames what dlt may have called the column: as in the source, as landed
     */
    public Optional<String> dltWatermark(String table, List<String> cursorNames) {
        return newestFirst(tree.states())
                .map(file -> file.name().owner())
                .distinct()
                .flatMap(pipeline -> state(pipeline).stream())
                .flatMap(state -> state.watermark(table, cursorNames).stream())
                .findFirst();
    }

    /**
     * The newest load of ours that the pipeline's state tells of: for an incremental job the one that set its watermark,
     * for a job that was always FULL its first.
     */
    public Optional<Manifest> lastLoad(String pipeline, String table) {
        return lastNamed(pipeline, table).flatMap(this::counted);
    }

    /** The load of ours that the pipeline's state names as the last of a table, whether it counts or not. */
    public Optional<LoadId> lastNamed(String pipeline, String table) {
        String resource = resource(pipeline, table);
        return state(pipeline).flatMap(state -> state.load(pipeline, resource));
    }

    /** dlt's resource that fills a table. */
    public String resource(String schema, String table) {
        return schemaDocument(schema).map(document -> document.resource(table)).orElse(table);
    }

    /** Whether a load counts: its marker stands and parses. */
    public boolean isMarked(String schema, LoadId load) {
        return read(tree.marker(schema, load))
                .flatMap(LoadMarker::parse)
                .filter(marker -> marker.load().equals(load))
                .isPresent();
    }

    /** A load that counts. */
    public Optional<Manifest> counted(LoadId load) {
        Optional<Manifest> finished = read(tree.manifest(load)).flatMap(Manifest::parse);
        return finished.isPresent()
                ? finished
                : read(tree.intent(load))
                        .flatMap(Manifest::parse)
                        .filter(intent -> isMarked(intent.metadata().schema(), load));
    }

    /** The manifests of all finished loads, newest first, each read as the stream comes to it. */
    public Stream<Manifest> finishedLoads() {
        return store.list(tree.manifests()).stream()
                .sorted(Comparator.comparing(LandingFile::name).reversed())
                .flatMap(file -> read(file.path()).flatMap(Manifest::parse).stream());
    }

    /**
     * The hashes that a load kept of the rows that the next one may read again.
     *
     * @throws IngestException when it kept some and they are missing or damaged
     */
    public RowHashes hashes(Manifest manifest) {
        if (manifest.metadata().hashes().isEmpty()) {
            return RowHashes.NONE;
        }
        String path = manifest.metadata().hashes().get();
        return read(path)
                .flatMap(HashFile::read)
                .orElseThrow(
                        () -> new IngestException(
                                FailureKind.READ,
                                "Cannot tell which rows of " + manifest.job() + " landed before: " + path
                                        + " is missing or damaged. Set the watermark by hand to a value from which to load again."));
    }

    private Optional<byte[]> read(String path) {
        return store.read(path);
    }

    private Stream<String> names(String folder) {
        return store.list(folder).stream().map(LandingFile::name);
    }

    private Stream<Stored> newestFirst(String folder) {
        return store.list(folder).stream()
                .flatMap(file -> MetadataName.parse(file.name()).map(name -> new Stored(file.path(), name)).stream())
                .sorted(Comparator.comparing(Stored::seconds).reversed());
    }

    private static String afterLastDivider(String name) {
        String base =
                name.endsWith(DatasetTree.JSONL) ? name.substring(0, name.length() - DatasetTree.JSONL.length()) : name;
        return base.substring(base.lastIndexOf("__") < 0 ? 0 : base.lastIndexOf("__") + 2);
    }

    private record Stored(String path, MetadataName name) {
        BigDecimal seconds() {
            return name.seconds();
        }
    }
}
