package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.data.ColumnBatch;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Source;
import dev.ingest.source.jdbc.postgres.TestPlans;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.copy.PGCopyInputStream;

/** Rows a second of the read loop beside the driver's bare COPY, on a table like TPC-H's lineitem. A main, no test. */
final class CopyBenchmark {
    private static final int ROUNDS = 5;
    private static final int ROWS = 1_500_000;
    private static final String COPY = "COPY (SELECT * FROM lineitem) TO STDOUT (FORMAT binary)";

    private CopyBenchmark() {}

    private interface Run {
        void run() throws SQLException, IOException;
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        TestPostgres database = TestPostgres.database();
        create(database);
        for (int round = 1; round <= ROUNDS; round++) {
            time(round, "messages only", () -> messages(database));
            time(round, "input stream only", () -> stream(database));
            time(round, "batches", () -> batches(database));
        }
        System.exit(0);
    }

    private static void create(TestPostgres database) {
        database.run(
                "CREATE TABLE lineitem (orderkey bigint NOT NULL, partkey int NOT NULL, suppkey int NOT NULL,"
                        + " linenumber int NOT NULL, quantity numeric(12,2) NOT NULL, price numeric(12,2) NOT NULL,"
                        + " discount numeric(12,2) NOT NULL, tax numeric(12,2) NOT NULL, returnflag char(1) NOT NULL,"
                        + " linestatus char(1) NOT NULL, shipdate date NOT NULL, commitdate date NOT NULL,"
                        + " receiptdate date NOT NULL, instruct varchar(25) NOT NULL, mode varchar(10) NOT NULL,"
                        + " comment varchar(44) NOT NULL)",
                "INSERT INTO lineitem SELECT i / 4, i % 200000, i % 10000, i % 4, i % 50, (i % 900000) / 100.0 + 900,"
                        + " (i % 10) / 100.0, (i % 8) / 100.0, chr(65 + i % 3), chr(70 + i % 2),"
                        + " date '1992-01-01' + i % 2500, date '1992-02-01' + i % 2500, date '1992-03-01' + i % 2500,"
                        + " 'DELIVER IN PERSON', 'TRUCK', substr(md5(i::text) || md5((i + 1)::text), 1, 10 + i % 34)"
                        + " FROM generate_series(1, " + ROWS + ") i",
                "VACUUM ANALYZE lineitem");
    }

    private static void time(int round, String what, Run run) throws SQLException, IOException {
        long start = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        run.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "round %d  %-18s %.2f s  %.2f M rows/s, %.2f CPU s a million rows%n",
                round,
                what,
                seconds,
                ROWS / 1e6 / seconds,
                busy * 1e6 / ROWS);
    }

    private static void messages(TestPostgres database) throws SQLException {
        try (Connection connection = database.connect()) {
            CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY);
            long bytes = 0;
            for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                bytes += message.length;
            }
            require(bytes);
        }
    }

    private static void stream(TestPostgres database) throws SQLException, IOException {
        try (Connection connection = database.connect();
                InputStream stream = new PGCopyInputStream(connection.unwrap(PGConnection.class), COPY)) {
            byte[] buffer = new byte[1 << 16];
            long bytes = 0;
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                bytes += read;
            }
            require(bytes);
        }
    }

    private static void batches(TestPostgres database) {
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question("lineitem")), TestPlans.options());
            ColumnBatch batch = new ColumnBatch(plan.reading().schema(), 20_000);
            long rows = 0;
            try (BatchReader reader = source.read(plan.reading(), Slice.WHOLE)) {
                while (reader.read(batch, 16 << 20).isPresent()) {
                    rows += batch.rows();
                    batch.clear();
                }
            }
            require(rows);
        }
    }

    private static void require(long count) {
        if (count < ROWS) {
            throw new IllegalStateException("only " + count);
        }
    }
}
