package dev.ingest.source.jdbc.oracle.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnBatch;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Reading;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.BatchReader;
import dev.ingest.source.LandedText;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.jdbc.ResultSetReader;
import dev.ingest.source.jdbc.RowOrigin;
import dev.ingest.source.jdbc.oracle.FakeOracle;
import dev.ingest.source.jdbc.oracle.OraclePlans;
import dev.ingest.source.jdbc.oracle.OracleTargets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large values over locators that behave as the driver documents them: each is good for its own row alone. */
class LargeValuesTest {
    private static final long BOUND = 1 << 20;
    private final List<String> freed = new ArrayList<>();

    /** A locator; an empty one refuses to be opened, as one that EMPTY_CLOB() made does. */
    private Clob clob(String value) {
        return FakeOracle.proxy(Clob.class, (self, method, arguments) -> switch (method.getName()) {
            case "length" -> (long) value.length();
            case "getCharacterStream" -> {
                if (value.isEmpty()) {
                    throw FakeOracle.error(22275);
                }
                yield new StringReader(value);
            }
            case "free" -> freed.add("clob");
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Blob blob(byte[] value) {
        return FakeOracle.proxy(Blob.class, (self, method, arguments) -> switch (method.getName()) {
            case "length" -> (long) value.length;
            case "getBinaryStream" -> new ByteArrayInputStream(value);
            case "free" -> freed.add("blob");
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    /** A locator whose stream breaks as the driver breaks it: with an IOException around its own failure. */
    private static Clob broken(int code) {
        return FakeOracle.proxy(Clob.class, (self, method, arguments) -> switch (method.getName()) {
            case "length" -> 10L;
            case "getCharacterStream" ->
                new Reader() {
                    @Override
                    public int read(char[] target, int from, int length) throws IOException {
                        throw new IOException(FakeOracle.error(code));
                    }

                    @Override
                    public void close() {}
                };
            case "free" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static List<List<String>> landed(String base, Unrepresentable policy, Object... values) {
        Reading reading =
                OraclePlans.reading(SourcePlans.options(Optional.empty(), policy), OraclePlans.column("NOTE", base));
        ColumnFillers fillers = new ColumnFillers(reading, BOUND, new ReadFailures(OracleTargets.nowhere()));
        List<List<Object>> rows = Arrays.stream(values).map(Arrays::asList).toList();
        ColumnBatch batch = new ColumnBatch(reading.schema(), 10);
        try (BatchReader reader = new ResultSetReader(
                "SALES.ORDERS",
                FakeOracle.rows(List.of("NOTE"), rows),
                fillers.fillers(),
                fillers.limits(),
                new ReadFailures(OracleTargets.nowhere()),
                new Ended())) {
            reader.read(batch, Long.MAX_VALUE);
        }
        return LandedText.rows(batch);
    }

    private static List<List<String>> landed(String base, Object... values) {
        return landed(base, Unrepresentable.FAIL, values);
    }

    /** Rows of a test come from nowhere. */
    private record Ended() implements RowOrigin {
        @Override
        public void confirm() {}

        @Override
        public void complete() {}

        @Override
        public void abandon() {}
    }

    @Test
    void anEmptyTextIsNoNull() {
        assertEquals(
                List.of(List.of(""), List.of(LandedText.NULL), List.of("x")),
                landed("clob", clob(""), null, clob("x")));
    }

    @Test
    void anEmptyBlobIsNoNull() {
        assertEquals(
                List.of(List.of(""), List.of(LandedText.NULL), List.of("00ff")),
                landed("blob", blob(new byte[0]), null, blob(new byte[] {0, -1})));
    }

    @Test
    void everyLocatorIsGivenBack() {
        landed("clob", clob("x"), null, clob(""));
        landed("blob", blob(new byte[3]));
        assertEquals(List.of("clob", "clob", "blob"), freed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8_191, 8_192, 8_193, 100_000, 349_525})
    void aTextOfAnyLengthLandsWhole(int length) {
        String value = "日".repeat(length);
        assertEquals(List.of(List.of(value)), landed("nclob", clob(value)));
    }

    @Test
    void characterPairsAreKeptWhereverTheyAreCut() {
        String value = "a" + "𝄞".repeat(20_000);
        assertEquals(List.of(List.of(value)), landed("clob", clob(value)));
    }

    @Test
    void halfACharacterFailsOrLandsAsNull() {
        IngestException failure =
                assertThrows(IngestException.class, () -> landed("nclob", clob("ab" + '\ud834' + "cd")));
        assertTrue(failure.getMessage().contains("half a character at position 3"), failure.getMessage());
        assertEquals(
                List.of(List.of(LandedText.NULL), List.of("z")),
                landed("nclob", Unrepresentable.NULL, clob("ab" + '\ud834'), clob("z")));
    }

    @Test
    void bytesOfAnyLengthLandWhole() {
        byte[] value = new byte[300_000];
        new Random(3).nextBytes(value);
        assertEquals(List.of(List.of(java.util.HexFormat.of().formatHex(value))), landed("blob", blob(value)));
    }

    @Test
    void aLongIsReadAsAStream() {
        assertEquals(
                List.of(List.of("an old text"), List.of(LandedText.NULL)),
                landed("long", new StringReader("an old text"), null));
        assertEquals(
                List.of(List.of("0102"), List.of(LandedText.NULL)),
                landed("long raw", new ByteArrayInputStream(new byte[] {1, 2}), null));
    }

    @Test
    void aLongerValueThanTheBoundFailsByItsColumnWithTheWayOut() {
        String value = "x".repeat((int) BOUND + 1);
        for (Object locator : List.of(clob(value), clob("日".repeat((int) BOUND / 2)))) {
            IngestException failure = assertThrows(IngestException.class, () -> landed("clob", locator));
            assertTrue(
                    failure.getMessage()
                            .contains(
                                    "column NOTE (CLOB) of table SALES.ORDERS: a value of more than the 1048576 bytes of"
                                            + " lob_bytes"),
                    failure.getMessage());
        }
        InputStream raw = new ByteArrayInputStream(value.getBytes(StandardCharsets.US_ASCII));
        assertThrows(IngestException.class, () -> landed("long raw", raw));
    }

    @ParameterizedTest
    @ValueSource(ints = {22922, 64219, 22275, 1555})
    void aLocatorThatIsGoneFailsByTableAndColumn(int code) {
        IngestException failure = assertThrows(IngestException.class, () -> landed("clob", clob("x"), broken(code)));
        assertTrue(
                failure.getMessage().startsWith("Cannot read table SALES.ORDERS, column NOTE of Oracle sales at"),
                failure.getMessage());
        assertTrue(failure.getMessage().contains("Run the job again"), failure.getMessage());
    }

    @Test
    void theDriversOwnFailureLiesBehindAStreams() {
        IngestException failure = assertThrows(IngestException.class, () -> landed("clob", broken(3113)));
        assertTrue(failure.getMessage().contains("the connection was lost"), failure.getMessage());
        assertTrue(failure.getCause() instanceof SQLException);
    }
}
