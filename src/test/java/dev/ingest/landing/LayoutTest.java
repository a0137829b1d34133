package dev.ingest.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.LoadId;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    private static final String DEFAULT = "{table_name}/{YYYY}/{MM}/{DD}/{load_id}.{file_id}.{ext}";
    private static final LoadId LOAD = new LoadId("1769697001.5974004");
    private static final String FILE = "d756e8e6cf";
    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final ZonedDateTime MOMENT = ZonedDateTime.of(2026, 1, 29, 14, 30, 1, 597_400_400, ZoneOffset.UTC);
    private static final LocalDate DAY = MOMENT.toLocalDate();
    private static final Pattern GOLDEN = Pattern.compile("\"(\\w+)\": \"([^\"]*)\"");

    @Test
    void rendersWhatDltRendered() throws IOException {
        for (String line : golden()) {
            ZonedDateTime moment =
                    OffsetDateTime.parse(line.substring(0, line.indexOf(' '))).toZonedDateTime();
            Map<String, String> expected = new TreeMap<>();
            Map<String, String> rendered = new TreeMap<>();
            Matcher matcher = GOLDEN.matcher(line);
            while (matcher.find()) {
                expected.put(matcher.group(1), matcher.group(2));
                rendered.put(matcher.group(1), render("{" + matcher.group(1) + "}", moment));
            }
            assertEquals(29, expected.size());
            assertEquals(expected, rendered);
        }
    }

    @Test
    void rendersTheSameInAnyLocale() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : new String[] {"tr", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist", "no"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertEquals(
                        "2026 01 jan january thursday 029", render("{YYYY} {MM} {MMM} {MMMM} {dddd} 0{DD}", MOMENT));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        DEFAULT + ", '', ds/orders/2026/01/29/1769697001.5974004.d756e8e6cf.parquet",
        DEFAULT + ", region=EU, ds/orders/2026/01/29/region=EU/1769697001.5974004.d756e8e6cf.parquet",
        "{table_name}/{load_id}.{file_id}.{ext}, '', ds/orders/1769697001.5974004.d756e8e6cf.parquet",
        "{table_name}/{load_id}/{file_id}.{ext}, a=1/b=2, ds/orders/1769697001.5974004/a=1/b=2/d756e8e6cf.parquet",
        "{schema_name}/{table_name}/{load_id}.{file_id}.{ext}, '', ds/sch/orders/1769697001.5974004.d756e8e6cf.parquet",
        "{table_name}.{load_id}.{file_id}.{ext}, a=1, ds/a=1/orders.1769697001.5974004.d756e8e6cf.parquet",
        "raw/{table_name}/d={curr_date}/{load_id}-{file_id}, '', ds/raw/orders/d=2026-01-29/1769697001.5974004-d756e8e6cf.parquet",
        "{table_name}/{HH}{mm}{ss}/{load_id}.{file_id}.{ext}, '', ds/orders/143001/1769697001.5974004.d756e8e6cf.parquet",
    })
    void namesFiles(String layout, String partition, String expected) {
        Layout parsed = Layout.parse(layout);
        String path = parsed.path("ds", "sch", "orders", LOAD, FILE, "parquet", MOMENT, DAY, partition);
        assertEquals(expected, path);
        assertEquals(
                Optional.of(LOAD.text()),
                parsed.tableFiles("ds", "sch", "orders").loadId(path));
        assertTrue(path.startsWith(parsed.tableFiles("ds", "sch", "orders").folder() + "/"));
    }

    @Test
    void theExecutionDateReplacesTheMomentsOwn() {
        Layout layout = Layout.parse("{table_name}/{YYYY}/{MM}/{DD}/{HH}/{timestamp}/{load_id}.{file_id}.{ext}");
        ZonedDateTime moment = MOMENT.withZoneSameInstant(OSLO);
        assertEquals(
                "ds/orders/2025/12/31/15/1767191401/1769697001.5974004.d756e8e6cf.parquet",
                layout.path("ds", "s", "orders", LOAD, FILE, "parquet", moment, LocalDate.of(2025, 12, 31), ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{table_name}/{YYYY}/{file_id}.{ext} | it has no {load_id} | End it with",
                "{table_name}/{load_id}.{ext} | it has no {file_id} | End it with",
                "{load_id}.{file_id}.{ext} | it has no {table_name} | Begin it with {table_name}/",
                "{YYYY}/{table_name}/{load_id}.{file_id}.{ext} | {YYYY} stands before {table_name} | Only {schema_name} may",
                "{table_name}{load_id}.{file_id}.{ext} | no separator follows {table_name} | Write {table_name}/",
                "{table_name}88{load_id}.{file_id}.{ext} | no separator follows {table_name} | Write {table_name}/",
                "{table_name}/{load_id}{file_id}.{ext} | no separator stands around {load_id} | Write {load_id}.{file_id}",
                "{table_name}/{Y}{load_id}.{file_id} | no separator stands around {load_id} | Write",
                "{table}/{load_id}.{file_id}.{ext} | {table} is no placeholder | Did you mean {table_name}?",
                "{table_name}/{yyyy}/{load_id}.{file_id} | {yyyy} is no placeholder | Did you mean {YYYY}?",
                "{table_name}/{loadid}.{file_id} | {loadid} is no placeholder | Did you mean {load_id}?",
                "{table_name}/{owner}/{load_id}.{file_id} | {owner} is no placeholder | such as {table_name}",
                "/{table_name}/{load_id}.{file_id} | it is an absolute path | Leave out the first /",
                "{table_name}/../{load_id}.{file_id} | the part '..' names no folder | Leave it out",
                "{table_name}//{load_id}.{file_id} | the part '' names no folder | Leave it out",
                "{table_name}/{load_id}.{file_id}/ | the part '' names no folder | Leave it out",
                "{table_name}/{YYYY/{load_id}.{file_id} | '{' cannot stand in a path | Leave it out",
                "C:\\{table_name}/{load_id}.{file_id} | ':' cannot stand in a path | Leave it out",
                "_ingest/{table_name}/{load_id}.{file_id} | are taken | Begin it with another name",
            })
    void refuses(String layout, String why, String wayOut) {
        IngestException failure = assertThrows(IngestException.class, () -> Layout.parse(layout));
        assertEquals(FailureKind.CONFIG, failure.kind());
        assertTrue(failure.getMessage().startsWith("Cannot use the layout " + layout + ": "), failure.getMessage());
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
        assertTrue(failure.getMessage().contains(wayOut), failure.getMessage());
    }

    @Test
    void anEmptyLayoutIsRefused() {
        assertThrows(IngestException.class, () -> Layout.parse(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ds/orders/2026/01/29/1.5.0123456789.parquet",
                "ds/orders/2026/01/29/1.5.0123456789.jsonl.gz",
                "ds/orders/2026/01/29/region=EU/1.5.0123456789.parquet",
                "ds/orders/2026/01/29/region=EU/day=__HIVE_DEFAULT_PARTITION__/1.5.0123456789.parquet",
                "ds/orders/2026/01/29/note=a%20b=c/1.5.0123456789.csv",
            })
    void readsTheLoadBackFromADaysFiles(String path) {
        TableFiles files = day(DEFAULT);
        assertEquals("ds/orders/2026/01/29", files.folder());
        assertEquals(Optional.of("1.5"), files.loadId(path));
        assertTrue(files.isOfAnotherLoad(path, "1.50"));
        assertFalse(files.isOfAnotherLoad(path, "1.5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ds/orders/2026/01/28/1.5.0123456789.parquet",
                "ds/orders__items/2026/01/29/1.5.0123456789.parquet",
                "ds2/orders/2026/01/29/1.5.0123456789.parquet",
                "ds/orders/2026/01/29/README.md",
                "ds/orders/2026/01/29/more/1.5.0123456789.parquet",
                "ds/orders/2026/01/29/1.5.parquet",
                "ds/orders/2026/01/29/x1.5.0123456789.parquet",
                "ds/orders/2026/01/29/1.5.0123456789.parquet.tmp-1",
            })
    void otherFilesAreNone(String path) {
        assertEquals(Optional.empty(), day(DEFAULT).loadId(path));
        assertFalse(day(DEFAULT).isOfAnotherLoad(path, "7.7"));
    }

    @ParameterizedTest
    @CsvSource({
        // the date is not a folder of its own
        "{table_name}/{YYYY}-{MM}-{DD}-{load_id}.{file_id}.{ext}, ds/orders, ds/orders/2026-01-29-1.5.0123456789.csv, ds/orders/2026-01-28-1.5.0123456789.csv",
        // it comes after the load
        "{table_name}/{load_id}/{curr_date}/{file_id}.{ext}, ds/orders, ds/orders/1.5/2026-01-29/0123456789.csv, ds/orders/1.5/2026-01-30/0123456789.csv",
        // times of day do not divide a day
        "{table_name}/{YYYY}/{MM}/{DD}/{HH}/{load_id}.{file_id}.{ext}, ds/orders/2026/01/29, ds/orders/2026/01/29/07/1.5.0123456789.csv, ds/orders/2026/01/30/07/1.5.0123456789.csv",
        "{table_name}/{HH}/{curr_date}/{load_id}.{file_id}.{ext}, ds/orders, ds/orders/07/2026-01-29/1.5.0123456789.csv, ds/orders/07/2026-01-01/1.5.0123456789.csv",
        // a month is the snapshot
        "{table_name}/{YYYY}/{MM}/{load_id}.{file_id}.{ext}, ds/orders/2026/01, ds/orders/2026/01/1.5.0123456789.csv, ds/orders/2026/02/1.5.0123456789.csv",
        // unix time, 00:30 in Oslo and the night before
        "{table_name}/{timestamp}/{load_id}.{file_id}.{ext}, ds/orders, ds/orders/1769643000/1.5.0123456789.csv, ds/orders/1769639400/1.5.0123456789.csv",
        "{table_name}/{timestamp_ms}/{load_id}.{file_id}.{ext}, ds/orders, ds/orders/1769643000123/1.5.0123456789.csv, ds/orders/1769639400123/1.5.0123456789.csv",
        // a table's name begins another's, in one folder
        "{table_name}.{curr_date}.{load_id}.{file_id}.{ext}, ds, ds/orders.2026-01-29.1.5.0123456789.csv, ds/orders__items.2026-01-29.1.5.0123456789.csv",
        "{table_name}_{YYYY}_{load_id}.{file_id}.{ext}, ds, ds/orders_2026_1.5.0123456789.csv, ds/orders_2026_2026_1.5.0123456789.csv",
        "{table_name}_{YYYY}_{load_id}.{file_id}.{ext}, ds, ds/k=v/orders_2026_1.5.0123456789.csv, ds/k/orders_2026_1.5.0123456789.csv",
    })
    void findsADaysFilesInAnyLayout(String layout, String folder, String one, String other) {
        TableFiles files = day(layout);
        assertEquals(folder, files.folder());
        assertEquals(Optional.of("1.5"), files.loadId(one));
        assertEquals(Optional.empty(), files.loadId(other));
    }

    @Test
    void withoutADateThereIsNoDay() {
        Layout layout = Layout.parse("{table_name}/{HH}/{load_id}.{file_id}.{ext}");
        assertFalse(layout.hasDate());
        assertEquals(Optional.empty(), layout.dayFiles("ds", "s", "orders", DAY, OSLO));
        TableFiles all = layout.tableFiles("ds", "s", "orders");
        assertEquals("ds/orders", all.folder());
        assertEquals(Optional.of("1.5"), all.loadId("ds/orders/07/1.5.0123456789.csv"));
        assertTrue(Layout.parse(DEFAULT).hasDate());
    }

    @Test
    void aTablesFilesAreThoseOfAllDays() {
        TableFiles all = Layout.parse("{table_name}/{Y}{MMM}{D}/{dddd}/{timestamp}/{load_id}/{load_id}.{file_id}.{ext}")
                .tableFiles("ds", "s", "orders");
        assertEquals(Optional.of("1.5"), all.loadId("ds/orders/2026jan9/monday/1769639400/1.5/1.5.0123456789.parquet"));
        assertEquals(Optional.empty(), all.loadId("ds/orders/2026jan9/monday/1769639400/1.5/1.6.0123456789.parquet"));
    }

    @ParameterizedTest
    @CsvSource({
        DEFAULT + ", ds/orders/2026/01/29",
        "{table_name}/{load_id}.{file_id}.{ext}, ds/orders",
        "{table_name}/{YYYY}-{MM}/{load_id}/{DD}.{file_id}.{ext}, ds/orders/2026-01",
        "{table_name}.{curr_date}.{load_id}.{file_id}.{ext}, ds",
        "{schema_name}/{table_name}/y={YYYY}/h={HH}/{load_id}.{file_id}.{ext}, ds/sch/orders/y=2026/h=14",
    })
    void tellsTheFolderForPeople(String layout, String folder) {
        assertEquals(folder, Layout.parse(layout).landedFolder("ds", "sch", "orders", MOMENT, DAY));
    }

    private static TableFiles day(String layout) {
        return Layout.parse(layout).dayFiles("ds", "s", "orders", DAY, OSLO).orElseThrow();
    }

    private static String render(String placeholders, ZonedDateTime moment) {
        String path = Layout.parse("{table_name}/" + placeholders + "/{load_id}.{file_id}.{ext}")
                .path("ds", "s", "t", LOAD, FILE, "parquet", moment, moment.toLocalDate(), "");
        return path.substring("ds/t/".length(), path.lastIndexOf('/'));
    }

    private static String[] golden() throws IOException {
        try (InputStream stream = LayoutTest.class.getResourceAsStream("/golden/layout-placeholders.txt")) {
            return new String(stream.readAllBytes(), UTF_8).strip().split("\\R");
        }
    }
}
