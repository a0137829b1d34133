package dev.ingest.commit.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.job.LoadId;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.name.Naming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/** dlt's state of a pipeline, which holds the watermarks of all its tables. Never changes. */
public final class StateDocument {
    private static final int ENGINE = 4;
    private static final int BEST = 9;
    private static final List<String> UNHASHED =
            List.of("_state_version", "_state_engine_version", "_version_hash", "_local");

    /** Ours, in a resource's state, where dlt keeps whatever it finds. */
    private static final String OURS = "ingest";

    private final ObjectNode state;

    private StateDocument(ObjectNode state) {
        this.state = state;
    }

    /** The state of a pipeline that never ran. */
    public static StateDocument of(String pipeline, String dataset) {
        ObjectNode state = DltJson.object();
        state.put("_state_version", 0);
        state.put("_state_engine_version", ENGINE);
        state.put("pipeline_name", pipeline);
        state.put("dataset_name", dataset);
        state.put("default_schema_name", pipeline);
        state.withArrayProperty("schema_names").add(pipeline);
        state.put("destination_type", "dlt.destinations.filesystem");
        state.putNull("destination_name");
        state.withObjectProperty("sources");
        return new StateDocument(state);
    }

    /** The state in a {@code _dlt_pipeline_state} file, compressed or plain; empty when it does not parse. */
    static Optional<StateDocument> parse(byte[] file) {
        return DltJson.parse(file)
                .flatMap(json -> unpack(json.path("state").asText()))
                .filter(state -> state.path("_state_version").isInt())
                .map(StateDocument::new);
    }

    public String pipeline() {
        return state.path("pipeline_name").asText();
    }

    public int version() {
        return state.path("_state_version").asInt();
    }

    public String hash() {
        return state.path("_version_hash").asText();
    }

    /** The newest load of ours that this state tells of for a resource. */
    public Optional<LoadId> load(String schema, String resource) {
        String text = resource(schema, resource).path(OURS).path("load_id").asText();
        return text.isEmpty() ? Optional.empty() : Optional.of(new LoadId(text));
    }

    /** The identifiers of all loads of ours that this state tells of. */
    Stream<String> loads() {
        return state.path("sources")
                .valueStream()
                .flatMap(source -> source.path("resources").valueStream())
                .map(resource -> resource.path(OURS).path("load_id").asText())
                .filter(text -> !text.isEmpty());
    }

    /** This state after a load: it is the resource's newest. */
    public StateDocument withLoad(String schema, String resource, LoadId load) {
        ObjectNode changed = state.deepCopy();
        addSchema(changed, schema);
        writable(changed, schema, resource).withObjectProperty(OURS).put("load_id", load.text());
        return new StateDocument(changed).sealed(hash());
    }

    /**
     * This state after a load whose highest cursor value was {@code watermark}.
     *
     * @param cursorNames the cursor as the source and as the lake call it; dlt's own entry under either goes on, else the
     *     first names a new one
     */
    public StateDocument withWatermark(
            String schema, String resource, LoadId load, List<String> cursorNames, CursorType type, String watermark) {
        ObjectNode changed = state.deepCopy();
        addSchema(changed, schema);
        ObjectNode node = writable(changed, schema, resource);
        node.withObjectProperty(OURS).put("load_id", load.text());
        ObjectNode incremental = node.withObjectProperty("incremental");
        ObjectNode cursor = incremental.withObjectProperty(cursorPath(incremental, cursorNames));
        if (!cursor.has("initial_value")) {
            cursor.putNull("initial_value");
        }
        cursor.set("last_value", TypedValue.of(type, watermark));
        cursor.set("unique_hashes", DltJson.object().arrayNode());
        if (!cursor.has("start_value")) {
            cursor.putNull("start_value");
        }
        return new StateDocument(changed).sealed(hash());
    }

    /** dlt's last value of a table's cursor, whichever of its names dlt knew it by, in the text of our watermarks. */
    public Optional<String> watermark(String table, List<String> cursorNames) {
        for (Map.Entry<String, JsonNode> source : state.path("sources").properties()) {
            for (Map.Entry<String, JsonNode> resource :
                    source.getValue().path("resources").properties()) {
                if (isNamed(resource.getKey(), table)) {
                    Optional<String> found = cursorValue(resource.getValue().path("incremental"), cursorNames);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The name of the file that stores this state. */
    public String fileName(LoadId load, SchemaDocument schema) {
        return new MetadataName(pipeline(), load.text(), schema.hexHash()).fileName();
    }

    /** Its content. */
    public byte[] file(LoadId load, Instant now) {
        ObjectNode file = DltJson.object();
        file.put("version", version());
        file.put("engine_version", state.path("_state_engine_version").asInt(ENGINE));
        file.put("pipeline_name", pipeline());
        file.put("state", Base64.getEncoder().encodeToString(deflate(DltJson.bytes(state))));
        file.put("created_at", PythonTime.iso(now));
        file.put("version_hash", hash());
        file.put("_dlt_load_id", load.text());
        return DltJson.bytes(file);
    }

    /** The hash of the content as it stands. */
    String computedHash() {
        ObjectNode content = state.deepCopy();
        content.remove(UNHASHED);
        return new Sha3().update(DltJson.sorted(content)).base64();
    }

    private StateDocument sealed(String previousHash) {
        String hash = computedHash();
        if (!hash.equals(previousHash)) {
            state.put("_state_version", version() + 1);
            state.put("_version_hash", hash);
        }
        return this;
    }

    private JsonNode resource(String schema, String resource) {
        return state.path("sources").path(schema).path("resources").path(resource);
    }

    private static ObjectNode writable(ObjectNode state, String schema, String resource) {
        return state.withObjectProperty("sources")
                .withObjectProperty(schema)
                .withObjectProperty("resources")
                .withObjectProperty(resource);
    }

    private static void addSchema(ObjectNode state, String schema) {
        ArrayNode names = state.withArrayProperty("schema_names");
        for (JsonNode name : names) {
            if (name.asText().equals(schema)) {
                return;
            }
        }
        names.add(schema);
    }

    private static Optional<String> cursorValue(JsonNode incremental, List<String> names) {
        for (Map.Entry<String, JsonNode> cursor : incremental.properties()) {
            if (names.stream().anyMatch(name -> isNamed(cursor.getKey(), name))) {
                Optional<String> value = TypedValue.text(cursor.getValue().path("last_value"));
                if (value.isPresent()) {
                    return value;
                }
            }
        }
        return Optional.empty();
    }

    private static String cursorPath(ObjectNode incremental, List<String> names) {
        return incremental.properties().stream()
                .map(Map.Entry::getKey)
                .filter(path -> names.stream().anyMatch(name -> isNamed(path, name)))
                .findFirst()
                .orElse(names.get(0));
    }

    private static boolean isNamed(String written, String name) {
        return written.equals(name)
                || (!written.isBlank() && Naming.SNAKE_CASE.of(written).equals(name));
    }

    private static Optional<ObjectNode> unpack(String text) {
        try {
            byte[] plain = inflate(Base64.getDecoder().decode(text));
            return DltJson.parse(plain);
        } catch (IllegalArgumentException | DataFormatException e) {
            return DltJson.parse(text);
        }
    }

    private static byte[] inflate(byte[] packed) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0) {
                    throw new DataFormatException("the stream ends early");
                }
                plain.write(buffer, 0, length);
            }
            return plain.toByteArray();
        } finally {
            inflater.end();
        }
    }

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(BEST);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    @Override
    public String toString() {
        return new String(DltJson.bytes(state), StandardCharsets.UTF_8);
    }
}
