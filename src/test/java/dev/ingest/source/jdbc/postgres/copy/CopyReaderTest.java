package dev.ingest.source.jdbc.postgres.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.Extraction;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadType;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.SettingSection;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.source.jdbc.postgres.TestPlans;
import dev.ingest.source.jdbc.postgres.TestTargets;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The framing of a binary COPY, cut into messages in ways that today's servers do not. */
class CopyReaderTest {
    private static final JobPlan PLAN = plan();
    private static final int ROWS = 20;

    private static JobPlan plan() {
        return new JobPlan(
                new JobKey("test", "t"),
                "test.t",
                LoadType.FULL,
                List.of(),
                new Reading(
                        DatabaseKind.POSTGRESQL,
                        SettingSection.table("test", "t"),
                        Extraction.of(TableName.exact("public", "t")),
                        List.of(column("id", "int8", ColumnType.INT64), column("name", "bytes", ColumnType.TEXT)),
                        Optional.empty(),
                        Window.ALL,
                        List.of(),
                        Snapshot.ALONE,
                        List.of(Slice.WHOLE)),
                TestPlans.target());
    }

    private static PlannedColumn column(String name, String reading, ColumnType type) {
        return new PlannedColumn(name, type.toString(), reading, new Column(name, type, Nullability.NULLABLE));
    }

    /** Header, rows {@code (i, "name i")} with every third name null, trailer. */
    private static byte[] stream() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            data.write("PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1));
            data.writeInt(0);
            data.writeInt(3);
            data.write(new byte[3]);
            for (int i = 0; i < ROWS; i++) {
                data.writeShort(2);
                data.writeInt(8);
                data.writeLong(i);
                byte[] name = ("name " + i).getBytes(StandardCharsets.UTF_8);
                data.writeInt(i % 3 == 0 ? -1 : name.length);
                data.write(name, 0, i % 3 == 0 ? 0 : name.length);
            }
            data.writeShort(-1);
        }
        return bytes.toByteArray();
    }

    private static List<String> read(byte[] stream, int messageSize) throws SQLException {
        int[] at = {0};
        CopyStream copy = CopyStream.of(() -> {
            if (at[0] >= stream.length) {
                return null;
            }
            int from = at[0];
            at[0] = Math.min(stream.length, from + messageSize);
            return Arrays.copyOfRange(stream, from, at[0]);
        });
        List<String> rows = new ArrayList<>();
        Ends ends = new Ends();
        CopyReader reader =
                new CopyReader("t", copy, RowDecoder.of(PLAN.reading()), new ReadFailures(TestTargets.nowhere()), ends);
        try (reader) {
            ColumnBatch batch = new ColumnBatch(PLAN.reading().schema(), 7);
            while (reader.read(batch, 1 << 20).isPresent()) {
                for (int row = 0; row < batch.rows(); row++) {
                    String name =
                            batch.vector(1).isNull(row) ? "-" : batch.bytes(1).text(row);
                    rows.add(batch.longs(0).at(row) + " " + name);
                }
                batch.clear();
            }
        }
        assertEquals(List.of("confirmed", "complete"), ends.heard);
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 19, 100, 1_000_000})
    void readsRowsHoweverTheyAreCutIntoMessages(int messageSize) throws Exception {
        List<String> rows = read(stream(), messageSize);
        assertEquals(ROWS, rows.size());
        assertEquals("0 -", rows.get(0));
        assertEquals("19 name 19", rows.get(19));
    }

    @Test
    void whatTricklesIsHandedOnInSmallBatches() throws Exception {
        byte[] stream = stream();
        int[] at = {0};
        CopyStream copy = CopyStream.of(
                () -> {
                    at[0]++;
                    int from = Math.min(stream.length, 22 + 20 * (at[0] - 2));
                    int to = Math.min(stream.length, 22 + 20 * (at[0] - 1));
                    return at[0] == 1
                            ? Arrays.copyOf(stream, 22)
                            : from < to ? Arrays.copyOfRange(stream, from, to) : null;
                },
                () -> at[0] * 10_000_000_000L);
        List<Integer> batches = new ArrayList<>();
        try (CopyReader reader = new CopyReader(
                "t", copy, RowDecoder.of(PLAN.reading()), new ReadFailures(TestTargets.nowhere()), new Ends())) {
            ColumnBatch batch = new ColumnBatch(PLAN.reading().schema(), 1000);
            while (reader.read(batch, 1 << 20).isPresent()) {
                batches.add(batch.rows());
                batch.clear();
            }
        }
        assertEquals(ROWS, batches.stream().mapToInt(Integer::intValue).sum());
        assertTrue(batches.size() > 1, batches.toString());
    }

    @Test
    void aStreamThatEndsAnywhereButAfterItsTrailerIsAFailure() throws Exception {
        byte[] whole = stream();
        int header = 22;
        for (int length = header; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            IngestException failure = assertThrows(IngestException.class, () -> read(part, 19));
            assertEquals(FailureKind.READ, failure.kind());
            assertTrue(failure.getMessage().contains("ended before its last row"), failure.getMessage());
        }
    }

    @Test
    void bytesAfterTheTrailerAreAFailure() throws Exception {
        byte[] whole = stream();
        IngestException failure =
                assertThrows(IngestException.class, () -> read(Arrays.copyOf(whole, whole.length + 1), 1 << 20));
        assertTrue(failure.getMessage().contains("bytes follow the trailer"), failure.getMessage());
    }

    @Test
    void fieldsOfAnotherWidthOrNumberAreAFailure() throws Exception {
        byte[] wider = stream();
        wider[22 + 5] = 9;
        assertThrows(IngestException.class, () -> read(wider, 1 << 20));
        byte[] more = stream();
        more[22 + 1] = 3;
        assertThrows(IngestException.class, () -> read(more, 1 << 20));
    }

    @Test
    void somethingElseThanABinaryCopyIsRefused() throws Exception {
        byte[] text = "1\tname\n2\tname and more of it\n".getBytes(StandardCharsets.UTF_8);
        assertThrows(SQLException.class, () -> read(text, 10));
        byte[] critical = stream();
        critical[12] = 1;
        assertThrows(SQLException.class, () -> read(critical, 1 << 20));
    }
}
