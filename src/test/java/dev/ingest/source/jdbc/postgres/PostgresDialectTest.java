package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.Extent;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceRules;
import dev.ingest.source.jdbc.postgres.copy.PostgresReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL's dialect knows without a server. */
class PostgresDialectTest {
    private static final SourceRules DIALECT = new PostgresDialect();
    private static final Map<String, ColumnType> TYPES = Map.ofEntries(
            Map.entry("text", ColumnType.TEXT),
            Map.entry("json", ColumnType.JSON),
            Map.entry("int32", ColumnType.INT32),
            Map.entry("int64", ColumnType.INT64),
            Map.entry("double", ColumnType.DOUBLE),
            Map.entry("boolean", ColumnType.BOOL),
            Map.entry("date", ColumnType.DATE),
            Map.entry("binary", ColumnType.BINARY),
            Map.entry("timestamp", ColumnType.TIMESTAMP),
            Map.entry("timestamptz", ColumnType.TIMESTAMP_UTC),
            Map.entry("decimal(38,18)", new ColumnType.Decimal(38, 18)));

    private static SourceColumn column(String base) {
        return new SourceColumn("c", base, base, OptionalInt.empty(), OptionalInt.empty(), Nullability.NULLABLE);
    }

    private static ReadingOptions options(Optional<ColumnType> override, ColumnType unbounded) {
        return new ReadingOptions(override, unbounded, ColumnType.Timestamp.Unit.NANOS, Unrepresentable.NULL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "numeric|text|text;null",
                "numeric|int64|numeric;null",
                "numeric|decimal(38,18)|numeric;null",
                "int8|decimal(38,18)|number;null",
                "int4|int64|int4;null",
                "int8|int32|number;null",
                "money|decimal(38,18)|number;null",
                "money|text|text;null",
                "oid|int64|oid;null",
                "float4|double|float4;null",
                "float8|double|float8;null",
                "bool|boolean|bool;null",
                "date|date|date;null",
                "date|text|text;null",
                "bytea|binary|bytes;null",
                "timestamp|timestamp|timestamp;null",
                "timestamptz|timestamptz|timestamp;null",
                "text|json|bytes;null",
                "hstore|json|json;null",
                "array|text|text;null",
                "inet|text|inet;null",
                "geometry \"gis\"|text|text;null",
                "interval|decimal(38,18)|REFUSED",
                "numeric|double|REFUSED",
                "float8|decimal(38,18)|REFUSED",
                "timestamp|timestamptz|REFUSED",
                "timestamptz|date|REFUSED",
                "text|int64|REFUSED",
                "uuid|json|REFUSED",
                "pseudo|text|REFUSED"
            })
    void takesOverridesThatLoseNothing(String base, String wanted, String reading) {
        ReadingOptions options = options(Optional.of(TYPES.get(wanted)), ColumnType.TEXT);
        if (reading.equals("REFUSED")) {
            IngestException failure = assertThrows(IngestException.class, () -> DIALECT.reading(column(base), options));
            assertEquals(FailureKind.CONFIG, failure.kind());
            assertTrue(failure.getMessage().contains("column c"), failure.getMessage());
        } else {
            assertEquals(reading, DIALECT.reading(column(base), options).reading());
            assertEquals(
                    TYPES.get(wanted), DIALECT.reading(column(base), options).type());
        }
    }

    @Test
    void readsWhatOptionsDecide() {
        ReadingOptions options = options(Optional.empty(), ColumnType.TEXT);
        assertEquals(
                ColumnType.TEXT, DIALECT.reading(column("numeric"), options).type());
        assertEquals("text;null", DIALECT.reading(column("numeric"), options).reading());
        assertEquals(
                new ColumnType.Timestamp(ColumnType.Timestamp.Unit.NANOS, ColumnType.Timestamp.Zone.UTC),
                DIALECT.reading(column("timestamptz"), options).type());
    }

    @Test
    void selectsGeometryAsWellKnownText() {
        String reading = DIALECT.reading(column("geometry \"my gis\""), options(Optional.empty(), ColumnType.TEXT))
                .reading();
        assertEquals(
                "\"my gis\".ST_AsText(\"c\", 400)",
                PostgresReading.parse(reading).expression("\"c\""));
        assertEquals(reading, PostgresReading.parse(reading).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DATE|2026-01-27|DATE '2026-01-27'",
                "TIMESTAMP|2026-01-27 10:44:12|TIMESTAMP '2026-01-27 10:44:12'",
                "TIMESTAMP_UTC|2026-01-27 10:44:12.584+00:00|TIMESTAMPTZ '2026-01-27 10:44:12.584+00:00'",
                "INTEGER|-4711|-4711",
                "DECIMAL|4711.50|4711.50",
                "TEXT|it's|'it''s'",
                "TEXT|a\\'b| E'a\\\\''b'",
                "INTEGER|1; DROP TABLE t|REFUSED",
                "INTEGER|4711.0|REFUSED",
                "DECIMAL|NaN|REFUSED",
                "DATE|2026-01-27' OR '1'='1|REFUSED",
                "TIMESTAMP|2026-01-27|REFUSED",
                "TIMESTAMP_UTC|2026-01-27 10:44:12+05:45|REFUSED",
                "ROWVERSION|0x00|REFUSED"
            })
    void writesBoundsAsTypedLiterals(CursorType type, String value, String literal) {
        Bound bound = new Bound(value, Bound.Edge.EXCLUSIVE);
        if (literal.equals("REFUSED")) {
            assertThrows(IngestException.class, () -> PostgresText.literal(bound, type));
        } else {
            assertEquals(literal.strip(), PostgresText.literal(bound, type).strip());
        }
    }

    @Test
    void cutsSlicesThatAreBalanced() {
        Extent large = new Extent(TableName.exact("public", "large"), 9000);
        Extent small = new Extent(TableName.exact("public", "small"), 1000);
        Extent empty = new Extent(TableName.exact("public", "empty"), 0);
        List<Slice> leaves = DIALECT.slices(description(List.of(large, empty, small), new Snapshot.Shared("1")), 5);
        assertEquals(
                List.of("large", "large", "large", "large", "small"),
                leaves.stream()
                        .map(slice -> slice.relation().orElseThrow().table())
                        .toList());
        assertEquals(
                Optional.of("ctid >= '(2250,0)'::tid AND ctid < '(4500,0)'::tid"),
                leaves.get(1).predicate());
        assertEquals(Optional.empty(), leaves.get(4).predicate());
        List<Extent> many = IntStream.range(0, 100)
                .mapToObj(i -> new Extent(TableName.exact("public", "p" + i), 100))
                .toList();
        assertEquals(
                List.of("ctid < '(50,0)'::tid", "ctid >= '(50,0)'::tid"),
                DIALECT.slices(description(many, new Snapshot.Shared("1")), 2).stream()
                        .map(slice -> slice.predicate().orElseThrow())
                        .toList());
        assertEquals(List.of(Slice.WHOLE), DIALECT.slices(description(many, Snapshot.ALONE), 2));
        assertEquals(List.of(Slice.WHOLE), DIALECT.slices(description(List.of(), new Snapshot.Shared("1")), 8));
    }

    @Test
    void rangesOfAKeyHoldEveryRowOnce() {
        KeySample sample = new KeySample(
                List.of(
                        new KeySample.Count("-infinity", 3),
                        new KeySample.Count("2026-01-01", 3),
                        new KeySample.Count("2026-01-02", 3),
                        new KeySample.Count("infinity", 3)),
                1);
        assertEquals(
                List.of(
                        "\"the day\" < DATE '2026-01-01'",
                        "\"the day\" >= DATE '2026-01-01' AND \"the day\" < DATE '2026-01-02'",
                        "(\"the day\" >= DATE '2026-01-02' OR \"the day\" IS NULL)"),
                ranges(new KeyColumn("the day", CursorType.DATE), sample, 4));
        KeySample texts = new KeySample(List.of(new KeySample.Count("a", 2), new KeySample.Count("it's", 2)), 4);
        assertEquals(
                List.of("\"c\" COLLATE \"C\" < 'it''s'", "\"c\" COLLATE \"C\" >= 'it''s'", "\"c\" IS NULL"),
                ranges(new KeyColumn("c", CursorType.TEXT), texts, 3));
        assertEquals(List.of(""), ranges(new KeyColumn("c", CursorType.TEXT), new KeySample(List.of(), 0), 3));
    }

    private static List<String> ranges(KeyColumn key, KeySample sample, int wanted) {
        return DIALECT.slices(key, sample, wanted).stream()
                .map(slice -> slice.predicate().orElse(""))
                .toList();
    }

    private static SourceDescription description(List<Extent> extents, Snapshot snapshot) {
        return new SourceDescription(TableName.exact("public", "t"), List.of(), List.of(), Set.of(), extents, snapshot);
    }
}
