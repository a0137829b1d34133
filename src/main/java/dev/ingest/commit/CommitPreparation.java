package dev.ingest.commit;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.state.AuditEntry;
import dev.ingest.commit.state.CursorProgress;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.HashFile;
import dev.ingest.commit.state.LandedFile;
import dev.ingest.commit.state.LandedTable;
import dev.ingest.commit.state.LoadMarker;
import dev.ingest.commit.state.LoadedJob;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.state.MetadataFiles;
import dev.ingest.commit.state.RowCounts;
import dev.ingest.commit.state.SchemaDocument;
import dev.ingest.commit.state.SchemaStep;
import dev.ingest.commit.state.SmallFile;
import dev.ingest.commit.state.StateDocument;
import dev.ingest.data.ColumnChange;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagedTable;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.name.Counted;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out all that a commit will write, and refuses a staged load that is not what was read. Writes nothing. */
final class CommitPreparation {
    private final LandingStore store;
    private final DatasetState dataset;
    private final LocalDate auditDay;

    CommitPreparation(LandingStore store, DatasetState dataset, LocalDate auditDay) {
        this.store = store;
        this.dataset = dataset;
        this.auditDay = auditDay;
    }

    PreparedLoad prepare(StagedLoad load, Instant now) {
        verify(load);
        JobPlan plan = load.plan();
        String pipeline = plan.target().pipeline();
        SchemaStep step = dataset.schemaStep(plan, load.result().tables(), now);
        SchemaDocument schema = step.schema();
        StateDocument before = dataset.state(pipeline)
                .orElseGet(() -> StateDocument.of(pipeline, plan.key().dataset()));
        StateDocument state = next(before, schema, load);
        RowHashes boundary = load.result().boundary();

        SmallFile marker = new SmallFile(
                dataset.tree().marker(pipeline, load.load()),
                new LoadMarker(load.load(), pipeline, schema.hash()).file(now));
        Optional<SmallFile> stateFile = state.version() == before.version()
                ? Optional.empty()
                : Optional.of(new SmallFile(
                        dataset.tree().states() + "/" + state.fileName(load.load(), schema),
                        state.file(load.load(), now)));
        Optional<SmallFile> hashes = boundary.isEmpty()
                ? Optional.empty()
                : Optional.of(new SmallFile(
                        dataset.tree().hashes(plan.key().table(), load.load()), HashFile.write(boundary)));
        MetadataFiles metadata = new MetadataFiles(
                pipeline,
                schema.version(),
                schema.hash(),
                marker.path(),
                step.file().map(SmallFile::path),
                stateFile.map(SmallFile::path),
                hashes.map(SmallFile::path));
        return new PreparedLoad(
                intent(load, changes(load, step), metadata, now), marker, step, state, stateFile, hashes);
    }

    /** The line of a load that landed nothing. */
    static AuditLine emptyLine(StagedLoad load, Instant now) {
        return noted(
                AuditLine.success(local(load, now), load.plan().name(), 0, Duration.between(load.started(), now), ""),
                load.result());
    }

    /** What users have left out does not fail a job, and whoever counts its rows has to know. */
    private static AuditLine noted(AuditLine line, LoadResult result) {
        return result.passedOver() == 0
                ? line
                : line.noting(Counted.of(result.passedOver(), "answer") + " passed over by a rule");
    }

    /** The folder that a load's files land in, less hive folders. */
    static String partitionPath(StagedLoad load) {
        StagedTable table = load.result().tables().get(0);
        StagedFile first = table.files().get(0);
        String path = load.names().path(table.name(), first);
        String folder = path.substring(0, path.lastIndexOf('/'));
        String partition = first.partition().isEmpty() ? "" : "/" + first.partition();
        return folder.endsWith(partition) ? folder.substring(0, folder.length() - partition.length()) : folder;
    }

    /** Of tables that the lake knew; a table that is new has changed nothing. */
    private List<ColumnChange> changes(StagedLoad load, SchemaStep step) {
        if (step.file().isEmpty()) {
            return List.of();
        }
        String pipeline = load.plan().target().pipeline();
        return load.result().tables().stream()
                .map(StagedTable::name)
                .flatMap(table -> dataset.schema(pipeline, table).stream()
                        .flatMap(before -> step.schema().table(table).stream()
                                .flatMap(after ->
                                        ColumnChange.between(table, before.schema(), after.schema()).stream())))
                .toList();
    }

    private Manifest intent(StagedLoad load, List<ColumnChange> changes, MetadataFiles metadata, Instant now) {
        JobPlan plan = load.plan();
        List<LandedTable> tables = load.result().tables().stream()
                .map(table -> landed(load, table))
                .toList();
        AuditLine line = noted(
                AuditLine.success(
                        local(load, now),
                        plan.name(),
                        load.result().rows(),
                        Duration.between(load.started(), now),
                        partitionPath(load)),
                load.result());
        return new Manifest(
                load.load(),
                new LoadedJob(plan.key(), plan.name(), plan.loadType()),
                now,
                new RowCounts(load.result().rowsRead(), load.result().rowsDropped()),
                tables,
                replaced(load, tables),
                changes,
                progress(load),
                metadata,
                new AuditEntry(auditDay, line.csv()));
    }

    private static LandedTable landed(StagedLoad load, StagedTable table) {
        return new LandedTable(
                table.name(),
                table.parent(),
                table.files().stream()
                        .map(file -> new LandedFile(
                                file.path(),
                                load.names().path(table.name(), file),
                                file.rows(),
                                file.bytes(),
                                file.sha256(),
                                file.range()))
                        .toList());
    }

    private static Optional<CursorProgress> progress(StagedLoad load) {
        JobPlan plan = load.plan();
        return plan.reading()
                .cursor()
                .flatMap(cursor -> load.result()
                        .watermark()
                        .map(watermark -> new CursorProgress(
                                cursor.column(),
                                cursor.type(),
                                plan.reading().window(),
                                watermark,
                                load.cell().text(),
                                load.cell().form(),
                                hashed(load, cursor, watermark))));
    }

    private static Optional<Bound> hashed(StagedLoad load, Cursor cursor, String watermark) {
        return load.result().boundary().isEmpty()
                ? Optional.empty()
                : Optional.of(cursor.hashedFrom(load.plan().reading().window(), watermark));
    }

    /** A job whose watermark dlt may have kept is marked as ours by its first load, whatever its type. */
    private static StateDocument next(StateDocument state, SchemaDocument schema, StagedLoad load) {
        String resource = schema.resource(load.plan().key().table());
        Optional<CursorProgress> progress = progress(load);
        if (progress.isPresent()) {
            Cursor cursor = load.plan().reading().cursor().orElseThrow();
            return state.withWatermark(
                    schema.name(),
                    resource,
                    load.load(),
                    List.of(cursor.column(), cursor.landed()),
                    cursor.type(),
                    progress.get().watermark());
        }
        return state.load(schema.name(), resource).isPresent()
                ? state
                : state.withLoad(schema.name(), resource, load.load());
    }

    private List<String> replaced(StagedLoad load, List<LandedTable> landed) {
        if (!load.plan().fromTheStart()) {
            return List.of();
        }
        Set<String> own = landed.stream()
                .flatMap(each -> each.files().stream())
                .map(LandedFile::path)
                .collect(Collectors.toCollection(HashSet::new));
        String table = load.plan().key().table();
        return Stream.concat(Stream.of(table), dataset.childTables(table).stream())
                .flatMap(each -> store.list(load.names().replacedFolder(each)).stream()
                        .map(LandingFile::path)
                        .filter(path -> load.names().replaces(each, path)))
                .filter(path -> !own.contains(path))
                .distinct()
                .sorted()
                .toList();
    }

    /** Rows read of the load's own table are rows in its files, and the files are whole. */
    private void verify(StagedLoad load) {
        long rows = 0;
        for (StagedTable table : load.result().tables()) {
            if (table.parent().isEmpty()) {
                for (StagedFile file : table.files()) {
                    rows += file.rows();
                }
            }
        }
        if (rows != load.result().rows()) {
            throw refusal(load, load.result().rows() + " rows were read and " + rows + " stand in the files");
        }
        Map<String, Long> sizes = new HashMap<>();
        store.list(dataset.tree().staging(load.ticket())).forEach(file -> sizes.putIfAbsent(file.path(), file.bytes()));
        for (StagedFile file : load.result().files()) {
            Long size = sizes.get(file.path());
            if (size == null || size != file.bytes()) {
                throw refusal(load, "the staged file " + file.path() + " is missing or not whole");
            }
        }
    }

    private static IngestException refusal(StagedLoad load, String why) {
        return new IngestException(
                FailureKind.COMMIT,
                "Cannot commit " + load.plan().name() + ": " + why + ". Nothing landed; run the job again.");
    }

    private static LocalDateTime local(StagedLoad load, Instant now) {
        return LocalDateTime.ofInstant(now, load.plan().target().moment().getZone());
    }
}
