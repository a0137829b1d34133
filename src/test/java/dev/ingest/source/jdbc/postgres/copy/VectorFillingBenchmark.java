package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds a row of 16 columns like TPC-H lineitem's, from the messages of a binary COPY in memory to vectors. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class VectorFillingBenchmark {
    private static final int ROWS = 100_000;
    private static final int BATCH_ROWS = 40_000;
    private static final ColumnType PRICE = new ColumnType.Decimal(15, 2);

    /** Of a hundred values, so many are null. */
    @Param({"0", "20"})
    public int nulls;

    private final JobPlan plan = plan();
    private final List<byte[]> messages = new ArrayList<>();

    private static JobPlan plan() {
        List<PlannedColumn> columns = new ArrayList<>();
        add(columns, 3, "int8", ColumnType.INT64);
        add(columns, 1, "int4", ColumnType.INT32);
        add(columns, 4, "numeric", PRICE);
        add(columns, 3, "date", ColumnType.DATE);
        add(columns, 5, "bytes", ColumnType.TEXT);
        return new JobPlan(
                new JobKey("bench", "lineitem"),
                "bench.lineitem",
                LoadType.FULL,
                List.of(),
                new Reading(
                        DatabaseKind.POSTGRESQL,
                        SettingSection.table("bench", "t"),
                        Extraction.of(TableName.exact("public", "lineitem")),
                        columns,
                        Optional.empty(),
                        Window.ALL,
                        List.of(),
                        Snapshot.ALONE,
                        List.of(Slice.WHOLE)),
                TestPlans.target());
    }

    private static void add(List<PlannedColumn> columns, int count, String reading, ColumnType type) {
        for (int i = 0; i < count; i++) {
            String name = "c" + columns.size();
            columns.add(
                    new PlannedColumn(name, type.toString(), reading, new Column(name, type, Nullability.NULLABLE)));
        }
    }

    /** Makes the messages: a row each, as the server sends them. */
    @Setup
    public void generate() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            data.write("PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1));
            data.writeLong(0);
            pass(bytes);
            for (int row = 0; row < ROWS; row++) {
                data.writeShort(16);
                for (int column = 0; column < 16; column++) {
                    field(data, row, column);
                }
                pass(bytes);
            }
            data.writeShort(-1);
            pass(bytes);
        }
    }

    private void pass(ByteArrayOutputStream bytes) {
        messages.add(bytes.toByteArray());
        bytes.reset();
    }

    private void field(DataOutputStream data, int row, int column) throws IOException {
        if ((row * 31 + column * 17) % 100 < nulls) {
            data.writeInt(-1);
        } else if (column < 3) {
            data.writeInt(8);
            data.writeLong(row * 7L + column);
        } else if (column == 3) {
            data.writeInt(4);
            data.writeInt(row % 7);
        } else if (column < 8) {
            data.writeInt(12);
            for (int part : new int[] {2, 0, 0, 2, 1 + row % 9999, row % 100 * 100}) {
                data.writeShort(part);
            }
        } else if (column < 11) {
            data.writeInt(4);
            data.writeInt(-2500 + row % 2500);
        } else {
            byte[] text = ("a comment on line " + row)
                    .substring(0, column == 15 ? 18 : column - 9)
                    .getBytes(StandardCharsets.UTF_8);
            data.writeInt(text.length);
            data.write(text);
        }
    }

    /** The read loop. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long batchesFromMessages() throws SQLException {
        Iterator<byte[]> each = messages.iterator();
        CopyStream copy = CopyStream.of(() -> each.hasNext() ? each.next() : null);
        long rows = 0;
        try (CopyReader reader = new CopyReader(
                "lineitem", copy, RowDecoder.of(plan.reading()), new ReadFailures(TestTargets.nowhere()), new Ends())) {
            ColumnBatch batch = new ColumnBatch(plan.reading().schema(), BATCH_ROWS);
            while (reader.read(batch, 16 << 20).isPresent()) {
                rows += batch.rows();
                batch.clear();
            }
        }
        if (rows != ROWS) {
            throw new IllegalStateException("only " + rows);
        }
        return rows;
    }
}
