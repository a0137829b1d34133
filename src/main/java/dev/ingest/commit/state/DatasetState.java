package dev.ingest.commit.state;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StagedTable;
import dev.ingest.job.StoredSchema;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a dataset in the lake remembers. */
public final class DatasetState {
    /** dlt's {@code max_state_files}. */
    public static final int STATE_FILES = 100;

    private final LandingStore store;
    private final DatasetTree tree;
    private final Set<String> jobs;
    private final Memory memory;
    private final StoredSchemas schemas;
    private final StoredStates states;
    private Optional<LoadId> newest = Optional.empty();

    private DatasetState(LandingStore store, String dataset, Set<String> jobs, Memory memory) {
        this.store = store;
        this.tree = new DatasetTree(dataset);
        this.jobs = Set.copyOf(jobs);
        this.memory = memory;
        this.schemas = new StoredSchemas(store, tree, memory);
        this.states = new StoredStates(store, tree, memory);
    }

    /** The dataset as it is at each question. */
    public DatasetState(LandingStore store, String dataset) {
        this(store, dataset, Set.of(), Memory.NONE);
    }

    /**
     * The dataset for whoever holds its lease: what was read of states and schemas is kept until {@link #forget}.
     *
     * @param jobs the tables that have a job of their own
     */
    public static DatasetState held(LandingStore store, String dataset, Set<String> jobs) {
        return new DatasetState(store, dataset, jobs, Memory.KEPT);
    }

    public DatasetTree tree() {
        return tree;
    }

    /** The newest load that anything in the dataset tells of, counted or not: a new one must lie above it. */
    public Optional<LoadId> newestLoad() {
        if (newest.isPresent()) {
            return newest;
        }
        Stream<String> marked = names(tree.loads()).map(DatasetState::afterLastDivider);
        Stream<String> opened = names(tree.open());
        Optional<LoadId> found = Stream.of(marked, states.moments(), opened)
                .flatMap(each -> each)
                .flatMap(text -> tree.loadOf(text).stream())
                .max(Comparator.naturalOrder());
        newest = memory == Memory.KEPT ? found : Optional.empty();
        return found;
    }

    /** The newest schema of that name, with all that was stored of it. */
    public Optional<SchemaDocument> schemaDocument(String schema) {
        return schemas.document(schema);
    }

    /** What a load by {@code plan} that staged {@code tables} makes of its schema. */
    public SchemaStep schemaStep(JobPlan plan, List<StagedTable> tables, Instant now) {
        return schemas.step(plan, tables, now);
    }

    /** The schemas that dlt cannot read whole yet: some of their tables were stored by themselves. */
    public List<String> schemasInParts() {
        return schemas.inParts();
    }

    /** Their files. */
    public List<String> schemaParts(String schema) {
        return schemas.partsOf(schema);
    }

    /** Such a schema whole, as dlt reads it. */
    public SchemaStep wholeSchema(String schema, Instant now) {
        return schemas.whole(schema, now);
    }

    /** The parts of a schema that the whole one at {@code path} holds. */
    public List<String> schemaPartsIn(String path) {
        return schemas.partsIn(path);
    }

    /** A table as last stored in {@code schema}, else in any other schema of the dataset, the newest first. */
    public Optional<StoredSchema> schema(String schema, String table) {
        Optional<StoredSchema> own = schemaDocument(schema).flatMap(document -> document.table(table));
        return own.isPresent()
                ? own
                : schemas.documents()
                        .filter(document -> !document.name().equals(schema))
                        .flatMap(document -> document.table(table).stream())
                        .findFirst();
    }

    /**
     * The tables of nested data of {@code table}, at any depth, that a schema of the dataset knows; never one that has a
     * job of its own or that some schema knows as nobody's child.
     */
    public List<String> childTables(String table) {
        List<SchemaDocument> known = schemas.documents().toList();
        Set<String> found = new LinkedHashSet<>();
        Deque<String> parents = new ArrayDeque<>(List.of(table));
        while (!parents.isEmpty()) {
            String parent = parents.pop();
            known.stream()
                    .flatMap(document -> document.childTables(parent).stream())
                    .filter(child -> !jobs.contains(child) && known.stream().noneMatch(each -> each.isRoot(child)))
                    .filter(found::add)
                    .forEach(parents::add);
        }
        found.remove(table);
        return List.copyOf(found);
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
        return states.document(pipeline);
    }

    /** The state files of a pipeline beyond the {@link #STATE_FILES} newest. */
    public List<String> surplusStates(String pipeline) {
        return states.surplus(pipeline, STATE_FILES);
    }

    /**
     * The watermark that dlt kept of a table's cursor, in any pipeline's newest state, the newest pipeline first.
     *
     * @param cursorNames what dlt may have called the column: as in the source, as landed
     */
    public Optional<String> dltWatermark(String table, List<String> cursorNames) {
        return states.documents()
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

    /** Who writes into the dataset at {@code now}, as its lease tells. */
    public Optional<LeaseHolder> writer(Instant now) {
        return store.list(tree.lock()).stream()
                .filter(file -> file.name().matches("\\d+")
                        && file.modified().plus(LeaseHolder.STALE).isAfter(now))
                .max(Comparator.comparing(LandingFile::modified))
                .flatMap(file -> read(file.path()))
                .flatMap(LeaseHolder::parse);
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
     * The manifests of loads before {@code first} that no job asks for any more: of those that a state names, where jobs
     * start, none. They are looked for month by month, back to one without any. Nothing is surplus while a load is open:
     * the state that stood before it may come back.
     */
    public List<LandingFile> surplusManifests(Instant first) {
        List<LandingFile> surplus = new ArrayList<>();
        if (store.list(tree.open()).isEmpty()) {
            Set<String> named = states.documents()
                    .flatMap(StateDocument::loads)
                    .flatMap(text -> tree.loadOf(text).map(LoadId::text).stream())
                    .collect(Collectors.toSet());
            YearMonth month = YearMonth.from(first.atOffset(ZoneOffset.UTC));
            List<LandingFile> manifests = store.list(tree.manifests(month));
            while (!manifests.isEmpty()) {
                manifests.stream()
                        .filter(file -> tree.loadOf(file.name())
                                .filter(load -> load.instant().isBefore(first) && !named.contains(load.text()))
                                .isPresent())
                        .forEach(surplus::add);
                month = month.minusMonths(1);
                manifests = store.list(tree.manifests(month));
            }
        }
        return surplus;
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
                                "Cannot tell which rows of " + manifest.job().name() + " landed before: " + path
                                        + " is missing or damaged. Set the watermark by hand to a value from which to load again."));
    }

    /** A load counts, and what it stored stands. */
    public void counted(LoadId load, SchemaStep schema, StateDocument state, Optional<SmallFile> stateFile) {
        newest = newest.map(known -> known.compareTo(load) > 0 ? known : load);
        schemas.stored(schema);
        stateFile.ifPresent(file -> states.stored(state, file));
    }

    /** A whole schema stands now. */
    public void stored(SchemaStep schema) {
        schemas.stored(schema);
    }

    /** Files of states or of schemas have gone. */
    public void removed(List<String> paths) {
        states.removed(paths);
        schemas.removed(paths);
    }

    /** Forgets what was read: from now on the lake is asked again. */
    public void forget() {
        newest = Optional.empty();
        schemas.forget();
        states.forget();
    }

    private Optional<byte[]> read(String path) {
        return store.read(path);
    }

    private Stream<String> names(String folder) {
        return store.list(folder).stream().map(LandingFile::name);
    }

    private static String afterLastDivider(String name) {
        String base =
                name.endsWith(DatasetTree.JSONL) ? name.substring(0, name.length() - DatasetTree.JSONL.length()) : name;
        return base.substring(base.lastIndexOf("__") < 0 ? 0 : base.lastIndexOf("__") + 2);
    }
}
