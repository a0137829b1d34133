package dev.ingest.commit.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.data.Column;
import dev.ingest.data.Schema;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadIdColumn;
import dev.ingest.job.LoadType;
import dev.ingest.job.StagedTable;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.option.FullMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** dlt's schema of a pipeline: all its tables, a version, and the hashes that tell versions apart. Never changes. */
public final class SchemaDocument {
    private static final int ENGINE = 11;
    private static final int HASHES = 10;
    private static final List<String> UNHASHED =
            List.of("version", "version_hash", "imported_version_hash", "previous_hashes");
    /** dlt's name of the table that a table of nested data belongs to. */
    private static final String PARENT = "parent";

    /** What dlt puts between the names of a table and of what is nested in it. */
    private static final String NESTED = "__";

    private static final String EMPTY = """
            {"version": 1, "version_hash": "", "engine_version": 11, "name": "", "tables": {},
             "settings": {"detections": ["iso_timestamp"]},
             "normalizers": {"names": "snake_case", "json": {"module": "dlt.common.normalizers.json.relational"}},
             "previous_hashes": []}
            """;

    private final ObjectNode root;

    private SchemaDocument(ObjectNode root) {
        this.root = root;
    }

    /** A schema with dlt's own tables alone, not yet stored. */
    public static SchemaDocument of(String name) {
        ObjectNode root = DltJson.parse(EMPTY).orElseThrow();
        root.put("name", name);
        SystemTables.addTo((ObjectNode) root.path("tables"));
        return new SchemaDocument(root);
    }

    /** The schema in a {@code _dlt_version} file; empty when the file does not parse. */
    static Optional<SchemaDocument> parse(byte[] versionFile) {
        return DltJson.parse(versionFile)
                .flatMap(file -> DltJson.parse(file.path("schema").asText()))
                .filter(root -> root.path("tables").isObject()
                        && root.path("version_hash").isTextual())
                .map(SchemaDocument::new);
    }

    public String name() {
        return root.path("name").asText();
    }

    public int version() {
        return root.path("version").asInt();
    }

    /** dlt's version hash, base64; empty text for a schema that was never stored. */
    public String hash() {
        return root.path("version_hash").asText();
    }

    /** The hash as file names spell it. */
    public String hexHash() {
        return Sha3.hex(hash());
    }

    /** The table's columns, less those that its source no longer has; empty when it never held data. */
    public Optional<StoredSchema> table(String table) {
        return columns(table).map(own -> {
            Map<List<String>, Schema> nested = new LinkedHashMap<>();
            addNested(table, List.of(), nested);
            return new StoredSchema(version(), hash(), own, nested);
        });
    }

    private Optional<Schema> columns(String table) {
        JsonNode columns = root.path("tables").path(table).path("columns");
        if (!columns.isObject()) {
            return Optional.empty();
        }
        List<Column> read = new ArrayList<>();
        columns.properties().stream()
                .filter(column -> !ColumnHints.isGone(column.getValue()))
                .forEach(column -> read.add(ColumnHints.read(column.getKey(), column.getValue())));
        return Optional.of(new Schema(read));
    }

    private void addNested(String table, List<String> path, Map<List<String>, Schema> nested) {
        for (String child : childTables(table)) {
            if (child.startsWith(table + NESTED)) {
                List<String> below = Stream.concat(
                                path.stream(), Stream.of(child.substring(table.length() + NESTED.length())))
                        .toList();
                columns(child).ifPresent(columns -> nested.put(below, columns));
                addNested(child, below, nested);
            }
        }
    }

    /** The tables that dlt made of nested data of {@code table} itself; what they are called says nothing. */
    List<String> childTables(String table) {
        return root.path("tables").properties().stream()
                .filter(each -> each.getValue().path(PARENT).asText().equals(table))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether {@code table} stands here and is no child of another. */
    boolean isRoot(String table) {
        JsonNode node = root.path("tables").path(table);
        return node.isObject() && !node.has(PARENT);
    }

    /** dlt's resource that fills {@code table}: the table itself where nothing is said. */
    public String resource(String table) {
        return root.path("tables").path(table).path("resource").asText(table);
    }

    /**
     * This schema with the plan's table, and those of nested data, as they landed; itself when nothing of it is new.
     * Version and hash stay those that were stored last, until it is {@link #sealed}.
     *
     * @param tables what was staged; the plan tells of its table when there is none
     */
    public SchemaDocument with(JobPlan plan, List<StagedTable> tables) {
        Schema own = tables.stream()
                .filter(table -> table.parent().isEmpty())
                .map(StagedTable::landed)
                .findFirst()
                .orElseGet(plan::landed);
        SchemaDocument document = changed(plan.key().table(), table -> writeTable(table, plan, own));
        for (StagedTable table : tables) {
            if (table.parent().isPresent()) {
                document = document.changed(table.name(), node -> writeNested(node, plan, table));
            }
        }
        return document;
    }

    private SchemaDocument changed(String name, Consumer<ObjectNode> change) {
        JsonNode known = root.path("tables").path(name);
        ObjectNode table = known.isObject() ? ((ObjectNode) known).deepCopy() : DltJson.object();
        change.accept(table);
        return hash().isEmpty() || !DltJson.compact(table).equals(DltJson.compact(known))
                ? withTable(name, table)
                : this;
    }

    /** This schema with a table as {@link #tableFile} stored it; itself when the file does not parse. */
    SchemaDocument withTable(byte[] tableFile) {
        return DltJson.parse(tableFile)
                .filter(file -> file.path("table").isObject())
                .map(file -> withTable(file.path("name").asText(), (ObjectNode) file.path("table")))
                .orElse(this);
    }

    private SchemaDocument withTable(String name, ObjectNode table) {
        ObjectNode tables = shallow(root.path("tables"));
        tables.set(name, table);
        ObjectNode changed = shallow(root);
        changed.set("tables", tables);
        return new SchemaDocument(changed);
    }

    /** This schema under its own hash, one version on; itself when that is the hash it has. */
    public SchemaDocument sealed() {
        ObjectNode tables = shallow(root.path("tables"));
        SystemTables.addTo(tables);
        ObjectNode changed = shallow(root);
        changed.set("tables", tables);
        String hash = computeHash(changed);
        if (hash.equals(hash())) {
            return this;
        }
        if (!hash().isEmpty()) {
            changed.put("version", version() + 1);
            ArrayNode previous = root.withArrayProperty("previous_hashes").deepCopy();
            remember(previous, hash());
            changed.set("previous_hashes", previous);
        }
        changed.put("version_hash", hash);
        return new SchemaDocument(changed);
    }

    private static ObjectNode shallow(JsonNode node) {
        ObjectNode copy = DltJson.object();
        node.properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
        return copy;
    }

    /**
     * The name of the {@code _dlt_version} file that stores this schema.
     *
     * @param moment unix seconds above those of all stored schemas: the highest is the newest
     */
    public String versionFileName(LoadId moment) {
        return new MetadataName(name(), moment.text(), hexHash()).fileName();
    }

    /** Its content. */
    public byte[] versionFile(Instant now) {
        ObjectNode file = DltJson.object();
        file.put("version_hash", hash());
        file.put("schema_name", name());
        file.put("version", version());
        file.put("engine_version", root.path("engine_version").asInt(ENGINE));
        file.put("inserted_at", PythonTime.iso(now));
        file.put("schema", DltJson.compact(root));
        return DltJson.bytes(file);
    }

    /** The content of a file that stores one table of this schema by itself. */
    byte[] tableFile(String table) {
        ObjectNode file = DltJson.object();
        file.put("name", table);
        file.set("table", root.path("tables").path(table));
        return DltJson.bytes(file);
    }

    /** The hash of the content as it stands: equal to {@link #hash()} unless the file was edited. */
    String computedHash() {
        return computeHash(root);
    }

    private static String computeHash(ObjectNode schema) {
        ObjectNode content = shallow(schema);
        content.remove(UNHASHED);
        Sha3 sha = new Sha3().update(DltJson.sorted(content));
        JsonNode tables = content.path("tables");
        List<String> names = new ArrayList<>();
        tables.fieldNames().forEachRemaining(names::add);
        names.stream().sorted(DltJson.BY_CODE_POINT).forEach(name -> {
            sha.update(name);
            tables.path(name).path("columns").fieldNames().forEachRemaining(sha::update);
        });
        return sha.base64();
    }

    private static void remember(ArrayNode previous, String hash) {
        for (JsonNode known : previous) {
            if (known.asText().equals(hash)) {
                return;
            }
        }
        previous.insert(0, hash);
        while (previous.size() > HASHES) {
            previous.remove(previous.size() - 1);
        }
    }

    /** dlt's tables of nested data have no resource of their own, and are written as their parent is. */
    private static void writeNested(ObjectNode node, JobPlan plan, StagedTable table) {
        node.put("name", table.name());
        writeColumns(node, plan, table.landed(), (column, name) -> {});
        node.put(PARENT, table.parent().orElseThrow());
        node.withObjectProperty("x-normalizer").put("seen-data", true);
    }

    private static void writeTable(ObjectNode table, JobPlan plan, Schema landed) {
        String name = plan.key().table();
        boolean replaces = plan.loadType() == LoadType.FULL && plan.target().fullMode() == FullMode.REPLACE;
        table.put("name", name);
        table.remove(PARENT);
        writeColumns(table, plan, landed, (column, name1) -> hint(column, name1, plan));
        table.put("write_disposition", replaces ? "replace" : "append");
        if (!table.has("resource")) {
            table.put("resource", name);
        }
        table.withObjectProperty("x-normalizer").put("seen-data", true);
    }

    /** Columns keep their order and new ones follow. A snapshot is described by itself; increments keep older columns. */
    private static void writeColumns(
            ObjectNode table, JobPlan plan, Schema landed, BiConsumer<ObjectNode, String> hints) {
        ObjectNode columns = table.withObjectProperty("columns");
        List<String> missing = new ArrayList<>();
        columns.fieldNames().forEachRemaining(missing::add);
        for (Column column : landed.columns()) {
            missing.remove(column.name());
            ObjectNode node = columns.withObjectProperty(column.name());
            ColumnHints.write(node, column);
            hints.accept(node, column.name());
        }
        if (plan.loadType() == LoadType.FULL) {
            columns.remove(missing);
        } else {
            missing.forEach(name -> ColumnHints.gone(columns.withObjectProperty(name)));
        }
    }

    private static void hint(ObjectNode node, String name, JobPlan plan) {
        if (plan.target().loadId() == LoadIdColumn.ADDED && name.equals(LoadIdColumn.COLUMN.name())) {
            ColumnHints.loadId(node);
        }
        if (plan.primaryKey().contains(name)) {
            node.put("primary_key", true);
        }
        if (plan.reading().cursor().map(Cursor::landed).filter(name::equals).isPresent()) {
            node.put("incremental", true);
        }
        if (plan.target().partitionBy().contains(name)) {
            node.put("partition", true);
        }
        if (plan.target().clusterBy().contains(name)) {
            node.put("cluster", true);
        }
    }

    @Override
    public String toString() {
        return new String(DltJson.bytes(root), StandardCharsets.UTF_8);
    }
}
