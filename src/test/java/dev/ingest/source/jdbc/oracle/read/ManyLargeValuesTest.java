package dev.ingest.source.jdbc.oracle.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.data.ColumnBatch;
import dev.ingest.job.Reading;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.BatchReader;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.jdbc.ResultSetReader;
import dev.ingest.source.jdbc.RowOrigin;
import dev.ingest.source.jdbc.oracle.FakeOracle;
import dev.ingest.source.jdbc.oracle.OraclePlans;
import dev.ingest.source.jdbc.oracle.OracleTargets;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Clob;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A table of large values that are more than memory holds, and one of which is as large as a value may be. */
class ManyLargeValuesTest {
    private static final int ROWS = 300_000;
    private static final int LARGEST = 1 << 20;
    private static final int LARGE_EVERY = 300;
    private static final int SMALL = 997;

    /** Characters of the value of a row, from none to the most; each hundredth of a percent or so of the rows has the most. */
    private static int length(int row) {
        return row % LARGE_EVERY == 0 ? LARGEST - row % 2 : row % SMALL;
    }

    private static Clob clob(int length) {
        return FakeOracle.proxy(Clob.class, (self, method, arguments) -> switch (method.getName()) {
            case "length" -> (long) length;
            case "getCharacterStream" -> new Letters(length);
            case "free" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    /** As many letters as are left. */
    private static final class Letters extends Reader {
        private int left;

        private Letters(int left) {
            this.left = left;
        }

        @Override
        public int read(char[] target, int from, int length) {
            if (left == 0) {
                return -1;
            }
            int given = Math.min(length, left);
            Arrays.fill(target, from, from + given, 'a');
            left -= given;
            return given;
        }

        @Override
        public void close() {
            left = 0;
        }
    }

    private static final class Rows extends AbstractList<List<?>> {
        @Override
        public List<?> get(int row) {
            return List.of(clob(length(row)));
        }

        @Override
        public int size() {
            return ROWS;
        }
    }

    /** Where the rows come from needs no word. */
    private record Ended() implements RowOrigin {
        @Override
        public void confirm() {}

        @Override
        public void complete() {}

        @Override
        public void abandon() {}
    }

    /** Reads all rows and prints how many there were and how many bytes they landed. */
    public static void main(String[] arguments) {
        Reading reading = OraclePlans.reading(
                SourcePlans.options(Optional.empty(), Unrepresentable.FAIL), OraclePlans.column("NOTE", "clob"));
        ReadFailures failures = new ReadFailures(OracleTargets.nowhere());
        ColumnFillers fillers = new ColumnFillers(reading, LARGEST, failures);
        ColumnBatch batch = new ColumnBatch(reading.schema(), 10_000);
        long rows = 0;
        long bytes = 0;
        try (BatchReader reader = new ResultSetReader(
                "SALES.ORDERS",
                FakeOracle.rows(List.of("NOTE"), new Rows()),
                fillers.fillers(),
                fillers.limits(),
                failures,
                new Ended())) {
            while (reader.read(batch, 8L << 20).isPresent()) {
                rows += batch.rows();
                bytes += batch.bytes(0).offset(batch.rows());
                batch.clear();
            }
        }
        System.out.println(rows + " rows, " + bytes + " bytes");
    }

    @Test
    void threeHundredThousandValuesOfUpToAMebibyteAreReadInLittleMemory() throws IOException, InterruptedException {
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ManyLargeValuesTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        long bytes = 0;
        for (int row = 0; row < ROWS; row++) {
            bytes += length(row);
        }
        assertEquals(0, reader.waitFor(), said);
        assertEquals(
                ROWS + " rows, " + bytes + " bytes",
                said.lines().reduce((one, next) -> next).orElse(""));
    }
}
