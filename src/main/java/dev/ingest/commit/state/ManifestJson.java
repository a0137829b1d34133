package dev.ingest.commit.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.data.ColumnChange;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.CellForm;
import dev.ingest.job.JobKey;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadType;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.CursorRange;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link Manifest} as JSON; {@code format} rises when an older program could not read it. */
final class ManifestJson {
    private static final int FORMAT = 1;

    private ManifestJson() {}

    static byte[] write(Manifest manifest) {
        ObjectNode root = DltJson.object();
        root.put("format", FORMAT);
        root.put("load_id", manifest.load().text());
        root.put("dataset", manifest.job().key().dataset());
        root.put("table", manifest.job().key().table());
        root.put("job", manifest.job().name());
        root.put("load_type", manifest.job().type().name());
        root.put("made_at", manifest.made().toString());
        root.put("rows", manifest.rows());
        root.put("rows_read", manifest.counts().read());
        root.put("rows_dropped", manifest.counts().dropped());
        manifest.tables().forEach(table -> writeTable(root, table));
        manifest.replaced().forEach(root.withArrayProperty("replaced")::add);
        manifest.changes()
                .forEach(change -> writeChange(root.withArrayProperty("changes").addObject(), change));
        manifest.progress().ifPresent(progress -> writeProgress(root.putObject("progress"), progress));
        writeMetadata(root.putObject("metadata"), manifest.metadata());
        ObjectNode audit = root.putObject("audit");
        audit.put("day", manifest.audit().day().toString());
        audit.put("line", manifest.audit().line());
        return DltJson.bytes(root);
    }

    static Optional<Manifest> read(byte[] json) {
        Optional<ObjectNode> root = DltJson.parse(json);
        if (root.isPresent() && root.get().path("format").asInt() > FORMAT) {
            throw new IngestException(
                    FailureKind.COMMIT,
                    "Cannot read the manifest of load "
                            + root.get().path("load_id").asText()
                            + ": a newer version of this program wrote it. Use that version.");
        }
        try {
            return root.map(ManifestJson::manifest);
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Manifest manifest(JsonNode root) {
        List<String> replaced = new ArrayList<>();
        root.path("replaced").forEach(path -> replaced.add(path.asText()));
        return new Manifest(
                new LoadId(text(root, "load_id")),
                new LoadedJob(
                        new JobKey(text(root, "dataset"), text(root, "table")),
                        text(root, "job"),
                        LoadType.valueOf(text(root, "load_type"))),
                Instant.parse(text(root, "made_at")),
                new RowCounts(
                        root.path("rows_read").asLong(),
                        root.path("rows_dropped").asLong()),
                tables(root),
                replaced,
                changes(root),
                root.has("progress") ? Optional.of(progress(root.path("progress"))) : Optional.empty(),
                metadata(root.path("metadata")),
                new AuditEntry(LocalDate.parse(text(root.path("audit"), "day")), text(root.path("audit"), "line")));
    }

    /** Files of the load's own table name none, as those of manifests that know no other. */
    private static void writeTable(ObjectNode root, LandedTable table) {
        table.parent().ifPresent(parent -> root.withObjectProperty("parents").put(table.name(), parent));
        for (LandedFile file : table.files()) {
            ObjectNode node = root.withArrayProperty("files").addObject();
            table.parent().ifPresent(parent -> node.put("table", table.name()));
            writeFile(node, file);
        }
    }

    private static List<LandedTable> tables(JsonNode root) {
        String own = text(root, "table");
        Map<String, List<LandedFile>> files = new LinkedHashMap<>();
        root.path("files")
                .forEach(node -> files.computeIfAbsent(node.path("table").asText(own), name -> new ArrayList<>())
                        .add(file(node)));
        return files.entrySet().stream()
                .map(table -> new LandedTable(
                        table.getKey(), optional(root.path("parents"), table.getKey()), table.getValue()))
                .toList();
    }

    private static void writeFile(ObjectNode node, LandedFile file) {
        node.put("staged", file.staged());
        node.put("path", file.path());
        node.put("rows", file.rows());
        node.put("bytes", file.bytes());
        node.put("sha256", file.sha256());
        file.range().ifPresent(range -> {
            node.put("cursor_low", range.low());
            node.put("cursor_high", range.high());
        });
    }

    private static LandedFile file(JsonNode node) {
        return new LandedFile(
                text(node, "staged"),
                text(node, "path"),
                node.path("rows").asLong(),
                node.path("bytes").asLong(),
                text(node, "sha256"),
                optional(node, "cursor_low").map(low -> new CursorRange(low, text(node, "cursor_high"))));
    }

    private static void writeChange(ObjectNode node, ColumnChange change) {
        node.put("table", change.table());
        node.put("column", change.column());
        change.before().ifPresent(type -> node.put("before", type));
        change.after().ifPresent(type -> node.put("after", type));
    }

    private static List<ColumnChange> changes(JsonNode root) {
        List<ColumnChange> changes = new ArrayList<>();
        root.path("changes")
                .forEach(node -> changes.add(new ColumnChange(
                        text(node, "table"), text(node, "column"), optional(node, "before"), optional(node, "after"))));
        return changes;
    }

    private static void writeProgress(ObjectNode node, CursorProgress progress) {
        node.put("cursor", progress.cursor());
        node.put("type", progress.type().name());
        progress.window().low().ifPresent(bound -> writeBound(node.putObject("low"), bound));
        progress.window().high().ifPresent(bound -> writeBound(node.putObject("high"), bound));
        node.put("watermark", progress.watermark());
        node.put("cell_before", progress.cellBefore());
        node.put("cell_before_form", progress.cellForm().name());
        node.put("cell_after", progress.watermark());
        progress.hashed().ifPresent(bound -> writeBound(node.putObject("hashed_from"), bound));
    }

    private static CursorProgress progress(JsonNode node) {
        return new CursorProgress(
                text(node, "cursor"),
                CursorType.valueOf(text(node, "type")),
                new Window(bound(node, "low"), bound(node, "high")),
                text(node, "watermark"),
                text(node, "cell_before"),
                CellForm.valueOf(text(node, "cell_before_form")),
                bound(node, "hashed_from"));
    }

    private static void writeBound(ObjectNode node, Bound bound) {
        node.put("value", bound.value());
        node.put("edge", bound.edge().name());
    }

    private static Optional<Bound> bound(JsonNode node, String name) {
        JsonNode bound = node.path(name);
        return bound.isObject()
                ? Optional.of(new Bound(text(bound, "value"), Bound.Edge.valueOf(text(bound, "edge"))))
                : Optional.empty();
    }

    private static void writeMetadata(ObjectNode node, MetadataFiles metadata) {
        node.put("schema", metadata.schema());
        node.put("schema_version", metadata.schemaVersion());
        node.put("schema_hash", metadata.schemaHash());
        node.put("marker", metadata.marker());
        metadata.version().ifPresent(path -> node.put("version_file", path));
        metadata.state().ifPresent(path -> node.put("state_file", path));
        metadata.hashes().ifPresent(path -> node.put("hash_file", path));
    }

    private static MetadataFiles metadata(JsonNode node) {
        return new MetadataFiles(
                text(node, "schema"),
                node.path("schema_version").asInt(),
                text(node, "schema_hash"),
                text(node, "marker"),
                optional(node, "version_file"),
                optional(node, "state_file"),
                optional(node, "hash_file"));
    }

    private static Optional<String> optional(JsonNode node, String name) {
        return node.has(name) ? Optional.of(text(node, name)) : Optional.empty();
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value.textValue();
    }
}
