package dev.ingest.source.jdbc.sqlserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.ColumnTypes;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.Extraction;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.SettingSection;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.TextOrder;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.TimestampExcess;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.DividingKey;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.jdbc.sqlserver.read.SqlServerReading;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlServerDialectTest {
    private static final SqlServerDialect DIALECT = new SqlServerDialect();

    private static SourceColumn column(String name, String base) {
        OptionalInt precision = base.equals("decimal") ? OptionalInt.of(10) : OptionalInt.empty();
        OptionalInt scale = base.equals("decimal") ? OptionalInt.of(2) : OptionalInt.empty();
        return new SourceColumn(name, base, base, precision, scale, Nullability.NULLABLE);
    }

    private static PlannedColumn planned(String name, String base, ReadingOptions options) {
        var reading = DIALECT.reading(column(name, base), options);
        return new PlannedColumn(name, base, reading.reading(), new Column(name, reading.type(), Nullability.NULLABLE));
    }

    private static Reading reading(
            String base, CursorType type, Window window, Optional<String> query, ReadingOptions options) {
        Cursor cursor = new Cursor("at", "at", type, 0, Cursor.Uniqueness.REPEATED);
        return new Reading(
                DatabaseKind.MSSQL,
                SettingSection.table("test", "orders"),
                new Extraction(TableName.exact("sales", "or]ders"), query, Optional.of("id > 7 -- seven")),
                List.of(planned("id", "int", options), planned("at", base, options)),
                Optional.of(cursor),
                window,
                List.of("at"),
                Snapshot.PER_SLICE,
                List.of(Slice.WHOLE));
    }

    private static Window window(String low, String high) {
        return new Window(
                Optional.of(new Bound(low, Bound.Edge.EXCLUSIVE)), Optional.of(new Bound(high, Bound.Edge.INCLUSIVE)));
    }

    /** A parser that we did not write takes it for one query. */
    private static String parsed(String sql) {
        try {
            CCJSqlParserUtil.parse(sql, parser -> parser.withSquareBracketQuotation(true));
            return sql;
        } catch (JSQLParserException fault) {
            throw new IllegalStateException(sql, fault);
        }
    }

    @Test
    void aQueryNamesColumnsAndBoundsInTheirOwnTypes() {
        Reading reading = reading(
                "datetime2",
                CursorType.TIMESTAMP,
                window("2026-01-27 10:44:12.1234567", "2026-01-28 00:00:00"),
                Optional.empty(),
                SourcePlans.options());
        String expected = "SELECT [id], [at] FROM [sales].[or]]ders] WHERE"
                + " [at] > CAST('2026-01-27 10:44:12.1234567' AS datetime2(7))"
                + " AND [at] <= CAST('2026-01-28 00:00:00' AS datetime2(7)) AND (id > 7 -- seven\n)"
                + " ORDER BY CASE WHEN [at] IS NULL THEN 1 ELSE 0 END, [at]";

        assertEquals(expected, DIALECT.request(reading, Slice.WHOLE));
        parsed(expected.replace("or]]ders", "orders").replace("-- seven\n", ""));
        assertEquals("SELECT COUNT_BIG(*) FROM", DIALECT.count(reading).substring(0, 24));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date|DATE|2026-01-27|2026-01-28|[at] > CAST('2026-01-27' AS date) AND [at] <= CAST('2026-01-28' AS date)",
                "datetime|TIMESTAMP|2026-01-27 00:00:00.003|2026-01-28 00:00:00|[at] >= CAST('2026-01-27T00:00:00.007' AS datetime) AND [at] < CAST('2026-01-28T00:00:00.003' AS datetime)",
                "datetimeoffset|TIMESTAMP_UTC|2026-01-27 00:00:00+00:00|2026-01-28 00:00:00.5+00:00|[at] > CAST('2026-01-27 00:00:00 +00:00' AS datetimeoffset(7)) AND [at] <= CAST('2026-01-28 00:00:00.5 +00:00' AS datetimeoffset(7))",
                "bigint|INTEGER|-7|4711|[at] > -7 AND [at] <= 4711",
                "decimal|DECIMAL|-7.50|4711.25|[at] > -7.50 AND [at] <= 4711.25",
                "timestamp|ROWVERSION|0x00000000000007D1|0x00000000000007D9|[at] > 0x00000000000007D1 AND [at] <= 0x00000000000007D9",
                "nvarchar|TEXT|a|ä|CAST(CAST([at] COLLATE Latin1_General_100_BIN2_UTF8 AS varchar(max)) AS varbinary(max)) > 0x61"
            })
    void boundsAreLiteralsOfTheColumnsOwnType(String base, CursorType type, String low, String high, String expected) {
        Reading reading = reading(base, type, window(low, high), Optional.empty(), SourcePlans.options());

        assertTrue(DIALECT.request(reading, Slice.WHOLE).contains(expected), DIALECT.request(reading, Slice.WHOLE));
    }

    /** What lands cut to microseconds is compared so: else rows at the watermark would land again. */
    @Test
    void aTruncatedCursorIsComparedAsItLands() {
        ReadingOptions truncating = new ReadingOptions(
                Optional.empty(),
                ColumnType.TEXT,
                ColumnType.Timestamp.Unit.MICROS,
                Unrepresentable.FAIL,
                TimestampExcess.TRUNCATE);
        Reading reading = reading(
                "datetime2",
                CursorType.TIMESTAMP,
                window("2026-01-27 10:44:12.123456", "2026-01-28 00:00:00"),
                Optional.empty(),
                truncating);

        assertTrue(DIALECT.request(reading, Slice.WHOLE)
                .contains("[at] >= CAST('2026-01-27 10:44:12.123457' AS datetime2(7))"
                        + " AND [at] < CAST('2026-01-28 00:00:00.000001' AS datetime2(7))"));
    }

    @Test
    void aQueryIsReadInTheTablesPlace() {
        Reading reading = reading(
                "int",
                CursorType.INTEGER,
                window("1", "2"),
                Optional.of("SELECT 1 AS id, 2 AS at"),
                SourcePlans.options());

        assertTrue(DIALECT.request(reading, Slice.WHOLE)
                .startsWith("SELECT [id], [at] FROM (SELECT 1 AS id, 2 AS at) AS [or]]ders] WHERE [at] > 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-27' OR '1'='1", "2026-13-45x", "infinity"})
    void aWatermarkThatIsNoValueIsRefused(String value) {
        Reading reading = reading(
                "datetime2", CursorType.TIMESTAMP, window(value, value), Optional.empty(), SourcePlans.options());
        IngestException refused = assertThrows(IngestException.class, () -> DIALECT.request(reading, Slice.WHOLE));

        assertTrue(refused.getMessage().contains("it is no timestamp of SQL Server"), refused.getMessage());
    }

    @Test
    void aTableIsCutAlongTheKeyThatItIsStoredAlong() {
        KeyColumn key = new KeyColumn("id", CursorType.INTEGER);
        List<KeySample.Count> steps = List.of(
                new KeySample.Count("100", 100),
                new KeySample.Count("200", 100),
                new KeySample.Count("300", 100),
                new KeySample.Count("400", 100));
        SourceDescription stored = new SourceDescription(
                TableName.exact("dbo", "t"),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                Snapshot.PER_SLICE,
                TextOrder.CONVERTED,
                Optional.of(new DividingKey(key, new KeySample(steps, 0))));
        List<Slice> slices = DIALECT.slices(stored, 2);

        assertEquals(Optional.of("[id] < 300"), slices.get(0).predicate());
        assertEquals(Optional.of("([id] >= 300 OR [id] IS NULL)"), slices.get(1).predicate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bit", "int", "decimal", "date", "datetime2", "datetimeoffset", "nvarchar", "xml", "sql_variant"
            })
    void everyFormThatIsSelectedIsOneExpression(String base) {
        String form = DIALECT.reading(column("c", base), SourcePlans.options()).reading();
        String text = DIALECT.reading(
                        column("c", base), SourcePlans.options(Optional.of(ColumnType.TEXT), Unrepresentable.FAIL))
                .reading();

        parsed("SELECT " + SqlServerReading.parse(form).expression("[c]") + " FROM [t]");
        parsed("SELECT " + SqlServerReading.parse(text).expression("[c]") + " FROM [t]");
        assertEquals(form, SqlServerReading.parse(form).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "bit, int64",
        "float, int64",
        "date, timestamp",
        "datetime2, timestamptz",
        "datetimeoffset, timestamp",
        "xml, json"
    })
    void anOverrideThatCouldChangeAValueIsRefused(String base, String wanted) {
        IngestException refused = assertThrows(
                IngestException.class,
                () -> DIALECT.reading(
                        column("c", base),
                        SourcePlans.options(Optional.of(ColumnTypes.parse(wanted)), Unrepresentable.FAIL)));

        assertTrue(
                refused.getMessage().startsWith("Cannot read column c as " + wanted + ": it is " + base),
                refused.getMessage());
    }
}
