package dev.ingest.source.rest;

import dev.ingest.config.toml.TomlFile;
import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.DoubleVector;
import dev.ingest.data.LongVector;
import dev.ingest.data.Schema;
import dev.ingest.data.Vector;
import dev.ingest.data.WideVector;
import dev.ingest.job.ApiKind;
import dev.ingest.job.Extraction;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.Naming;
import dev.ingest.job.name.TableName;
import dev.ingest.secret.Secret;
import dev.ingest.source.BatchReader;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.TableBatch;
import dev.ingest.source.rest.declared.ApiReader;
import dev.ingest.source.rest.exchange.TestPace;
import dev.ingest.source.rest.exchange.TokenShelf;
import dev.ingest.source.rest.record.RecordTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads resources of an API as a job does, settings given as users write them, and shows the rows as text. */
public final class ReadApi {
    private final RestConnector connector;
    private final TestPace pace;
    private final List<Integer> batches = new ArrayList<>();
    private Optional<StoredSchema> stored = Optional.empty();
    private int batchRows = 1_000;

    private ReadApi(RestConnector connector, TestPace pace) {
        this.connector = connector;
        this.pace = pace;
    }

    /**
     * Resources of {@code api}.
     *
     * @param toml what stands in the source's section, {@code [tables.orders]} and the like; it need not tell the base URL
     */
    public static ReadApi of(TestApi api, String toml) {
        return of(api, toml, 1_000);
    }

    static ReadApi of(TestApi api, String toml, int depth) {
        TestPace pace = new TestPace();
        String whole = (toml.contains("base_url") ? "" : "base_url = \"" + api.uri() + "\"\n") + toml;
        return new ReadApi(connector(whole, depth, pace), pace);
    }

    /** The way to an API, waits passing in no time. */
    static RestConnector connector(String whole, int depth) {
        return connector(whole, depth, new TestPace());
    }

    private static RestConnector connector(String whole, int depth, TestPace pace) {
        ApiReader declared = new ApiReader(tree(whole), "sources.shop", Set.of("columns"));
        return new RestConnector(
                new RestTarget(
                        "sources.shop",
                        declared.api(),
                        declared::endpoint,
                        table -> new RecordTypes(
                                Naming.SNAKE_CASE,
                                new ColumnType.Decimal(38, 9),
                                ColumnType.Timestamp.Unit.MICROS,
                                depth),
                        key -> Optional.of(new Secret("secret-of-" + key)),
                        new NoShelf(),
                        pace.pace(),
                        task -> new Thread(task).start()),
                declared.resources());
    }

    private static final class NoShelf implements TokenShelf {
        @Override
        public Optional<Secret> find(String name) {
            return Optional.empty();
        }

        @Override
        public void keep(String name, Secret token) {
            throw new AssertionError("nothing to keep");
        }
    }

    private static Map<String, Object> tree(String toml) {
        try {
            Path file = Files.createTempFile("api", ".toml");
            try {
                Files.writeString(file, toml);
                return TomlFile.read(file, "secrets.toml").tree(List.of());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the lake stores of the table. */
    public ReadApi storing(Schema own, Map<List<String>, Schema> nested) {
        stored = Optional.of(new StoredSchema(1, "hash", own, nested));
        return this;
    }

    /** Batches of so many rows. */
    public ReadApi batches(int rows) {
        batchRows = rows;
        return this;
    }

    /** The clock that it is read by. */
    TestPace pace() {
        return pace;
    }

    /** How many rows of the table itself each batch had that was read last. */
    List<Integer> batches() {
        return batches;
    }

    /** The columns that {@code table} is described with, and their types. */
    public Map<String, String> columns(String table) {
        try (var source = connector.session()) {
            Map<String, String> columns = new LinkedHashMap<>();
            source.describe(question(table, Optional.empty(), Optional.empty())).columns().stream()
                    .filter(column -> !column.name().startsWith("_dlt"))
                    .forEach(column -> columns.put(column.name(), column.declaredType()));
            return columns;
        }
    }

    /** All rows by table, each as {@code a=1 b=x}, ids of rows left out. */
    public Map<String, List<String>> read(String table) {
        try (var source = connector.session()) {
            SourceDescription description = source.describe(question(table, Optional.empty(), Optional.empty()));
            JobPlan plan = new SourcePlans(ApiKind.REST, connector.rules()).full(description, SourcePlans.options());
            return rows(source.read(plan.reading(), Slice.WHOLE), plan.reading());
        }
    }

    /** The rows of the window that begins at {@code low}, that value included, and ends at the horizon. */
    public Map<String, List<String>> readFrom(String table, String column, String low) {
        try (var source = connector.session()) {
            SourceQuestion question = question(table, Optional.of(column), Optional.of(low));
            Horizon horizon = source.horizon(question);
            SourceDescription description = source.describe(question);
            SourceColumn found = description.columns().stream()
                    .filter(each -> each.name().equals(Naming.SNAKE_CASE.ofPath(column)))
                    .findFirst()
                    .orElseThrow();
            CursorType type = connector.rules().cursorType(found).orElseThrow();
            Cursor cursor = new Cursor(found.name(), found.name(), type, 6, Cursor.Uniqueness.REPEATED);
            Window window = new Window(Optional.of(new Bound(low, Bound.Edge.INCLUSIVE)), horizon.high());
            JobPlan plan = new SourcePlans(ApiKind.REST, connector.rules())
                    .plan(description, SourcePlans.options(), Optional.of(cursor), window, Optional.empty());
            return rows(source.read(plan.reading(), Slice.WHOLE), plan.reading());
        }
    }

    private SourceQuestion question(String table, Optional<String> cursor, Optional<String> watermark) {
        return new SourceQuestion(
                Extraction.of(TableName.parse(table)),
                cursor,
                Duration.ofHours(1),
                Optional.empty(),
                Optional.empty(),
                new SourceQuestion.Known(stored, watermark, SourceQuestion.Growth.FREE));
    }

    private Map<String, List<String>> rows(BatchReader reader, Reading reading) {
        Map<String, List<String>> rows = new TreeMap<>();
        batches.clear();
        try (reader) {
            ColumnBatch spare = new ColumnBatch(reading.schema(), batchRows);
            for (Optional<TableBatch> batch = reader.read(spare, 1 << 20);
                    batch.isPresent();
                    batch = reader.read(spare, 1 << 20)) {
                ColumnBatch of = batch.get().rows();
                if (batch.get().isOwn()) {
                    batches.add(of.rows());
                }
                List<String> texts =
                        rows.computeIfAbsent(String.join("/", batch.get().path()), path -> new ArrayList<>());
                for (int row = 0; row < of.rows(); row++) {
                    texts.add(text(of, row));
                }
                if (of == spare) {
                    spare.clear();
                }
            }
        }
        return rows;
    }

    private static String text(ColumnBatch batch, int row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < batch.schema().size(); i++) {
            String name = batch.schema().column(i).name();
            if (!name.endsWith("_id") || !name.startsWith("_dlt")) {
                Vector vector = batch.vector(i);
                if (!vector.isNull(row)) {
                    values.add(name + "=" + value(batch.schema().column(i).type(), vector, row));
                }
            }
        }
        return values.stream().collect(Collectors.joining(" "));
    }

    private static String value(ColumnType type, Vector vector, int row) {
        if (vector instanceof BytesVector bytes) {
            return bytes.text(row);
        } else if (vector instanceof DoubleVector doubles) {
            return String.valueOf(doubles.at(row));
        } else if (vector instanceof WideVector wide) {
            BigInteger unscaled = BigInteger.valueOf(wide.high(row))
                    .shiftLeft(64)
                    .or(new BigInteger(Long.toUnsignedString(wide.low(row))));
            return new BigDecimal(unscaled, ((ColumnType.Decimal) type).scale())
                    .stripTrailingZeros()
                    .toPlainString();
        }
        long value = ((LongVector) vector).at(row);
        if (type instanceof ColumnType.Timestamp timestamp) {
            LocalDateTime clock = LocalDateTime.ofEpochSecond(
                    Math.floorDiv(value, 1_000_000L), (int) Math.floorMod(value, 1_000_000L) * 1_000, ZoneOffset.UTC);
            return clock + (timestamp.zone() == ColumnType.Timestamp.Zone.UTC ? "Z" : "");
        } else if (type instanceof ColumnType.Bool) {
            return value == 1 ? "true" : "false";
        }
        return type instanceof ColumnType.Date ? LocalDate.ofEpochDay(value).toString() : String.valueOf(value);
    }
}
