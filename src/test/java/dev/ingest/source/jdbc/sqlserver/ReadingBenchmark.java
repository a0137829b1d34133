package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.data.ColumnBatch;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.Extraction;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.name.TableName;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.SourceQuestion;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Rows a second of the read loop beside the bare driver's typed getters, on lineitem, in turn and in one JVM; and the same
 * where the server makes whole numbers of dates and decimals. {@code ingest.mssql.url} names the server; arguments the ways
 * that are wanted, else all. A main, no test.
 */
final class ReadingBenchmark {
    private static final int ROWS = Integer.getInteger("ingest.mssql.rows", 1_000_000);
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 5;
    private static final String TABLE = "SELECT * FROM lineitem";
    private static final String NUMBERS = "SELECT l_orderkey, l_partkey, l_suppkey, l_linenumber,"
            + " CAST(l_quantity * 100 AS bigint) AS l_quantity, CAST(l_extendedprice * 100 AS bigint) AS l_extendedprice,"
            + " CAST(l_discount * 100 AS bigint) AS l_discount, CAST(l_tax * 100 AS bigint) AS l_tax,"
            + " l_returnflag, l_linestatus, DATEDIFF(day, '1970-01-01', l_shipdate) AS l_shipdate,"
            + " DATEDIFF(day, '1970-01-01', l_commitdate) AS l_commitdate,"
            + " DATEDIFF(day, '1970-01-01', l_receiptdate) AS l_receiptdate, l_shipinstruct, l_shipmode, l_comment"
            + " FROM lineitem";

    private ReadingBenchmark() {}

    /** A way to read, opened and described beforehand. */
    private interface Way extends AutoCloseable {
        long rows() throws SQLException;

        @Override
        void close() throws SQLException;
    }

    private interface Opener {
        Way open() throws SQLException;
    }

    /** What one reading cost. */
    private record Cost(double seconds, double processor) {}

    public static void main(String[] arguments) throws SQLException {
        TestSqlServer database = TestSqlServer.database();
        Lineitem.create(database, ROWS);
        Map<String, Opener> ways = new LinkedHashMap<>();
        ways.put("bare driver", () -> new Bare(database, "", TABLE));
        ways.put("batches", () -> new Batches(database, Map.of(), Optional.empty()));
        ways.put("bare driver, numbers of the server's", () -> new Bare(database, "", NUMBERS));
        ways.put("batches, numbers of the server's", () -> new Batches(database, Map.of(), Optional.of(NUMBERS)));
        ways.put("bare driver, whole answer buffered", () -> new Bare(database, ";responseBuffering=full", TABLE));
        ways.put(
                "batches, packets of 8,000",
                () -> new Batches(database, Map.of("packetSize", "8000"), Optional.empty()));
        if (arguments.length > 0) {
            ways.keySet().retainAll(List.of(arguments));
        }
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            for (Map.Entry<String, Opener> way : ways.entrySet()) {
                Cost cost = timed(way.getValue());
                if (round >= WARM_UP) {
                    costs.computeIfAbsent(way.getKey(), none -> new ArrayList<>())
                            .add(cost);
                }
            }
        }
        costs.forEach(ReadingBenchmark::print);
        System.exit(0);
    }

    private static Cost timed(Opener opener) throws SQLException {
        try (Way way = opener.open()) {
            long start = System.nanoTime();
            long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            if (way.rows() != ROWS) {
                throw new IllegalStateException("not all rows");
            }
            return new Cost(
                    (System.nanoTime() - start) / 1e9,
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9);
        }
    }

    private static void print(String what, List<Cost> costs) {
        Comparator<Cost> bySeconds = Comparator.comparing(Cost::seconds);
        Cost median = costs.stream().sorted(bySeconds).toList().get(costs.size() / 2);
        double best = costs.stream().min(bySeconds).orElseThrow().seconds();
        System.out.printf(
                Locale.ROOT,
                "%-38s median %.2f s, %.2f M rows/s, %.2f CPU s a million rows; best %.2f s%n",
                what,
                median.seconds(),
                ROWS / 1e6 / median.seconds(),
                median.processor() * 1e6 / ROWS,
                best);
    }

    /** The read loop, into batches that nobody takes. */
    private static final class Batches implements Way {
        private final Connector connector;
        private final Source source;
        private final Reading reading;

        private Batches(TestSqlServer database, Map<String, String> parameters, Optional<String> query) {
            this.connector = new SqlServerConnector(database.target(parameters));
            this.source = connector.session();
            Extraction extraction = new Extraction(TableName.exact("lineitem"), query, Optional.empty());
            SourceDescription description =
                    source.describe(new SourceQuestion(extraction, Optional.empty(), Duration.ZERO, Optional.empty()));
            Reading table = new SourcePlans(DatabaseKind.MSSQL, connector.rules())
                    .full(description, SourcePlans.options())
                    .reading();
            this.reading = new Reading(
                    table.type(),
                    table.section(),
                    query.isPresent() ? extraction : table.extraction(),
                    table.columns(),
                    table.cursor(),
                    table.window(),
                    table.order(),
                    table.snapshot(),
                    table.slices());
        }

        @Override
        public long rows() {
            ColumnBatch batch = new ColumnBatch(reading.schema(), 20_000);
            long rows = 0;
            try (BatchReader reader = source.read(reading, Slice.WHOLE)) {
                while (reader.read(batch, 16 << 20).isPresent()) {
                    rows += batch.rows();
                    batch.clear();
                }
            }
            return rows;
        }

        @Override
        public void close() {
            source.close();
            connector.close();
        }
    }

    /** The driver's typed getters, into nothing. */
    private static final class Bare implements Way {
        private final Connection connection;
        private final String query;

        private Bare(TestSqlServer database, String properties, String query) throws SQLException {
            this.connection = DriverManager.getConnection(
                    database.url() + ";packetSize=16384;sendTimeAsDatetime=false" + properties,
                    database.user(),
                    database.password());
            this.query = query;
        }

        @Override
        public long rows() throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                int[] types = types(rows.getMetaData());
                long read = 0;
                long seen = 0;
                while (rows.next()) {
                    for (int at = 1; at <= types.length; at++) {
                        seen += seen(rows, at, types[at - 1]);
                    }
                    read++;
                }
                // What is used cannot be left out by a compiler.
                return seen == 0 ? -1 : read;
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static int[] types(ResultSetMetaData columns) throws SQLException {
        int[] types = new int[columns.getColumnCount()];
        for (int at = 1; at <= types.length; at++) {
            types[at - 1] = columns.getColumnType(at);
        }
        return types;
    }

    private static long seen(ResultSet row, int at, int type) throws SQLException {
        return switch (type) {
            case Types.BIGINT, Types.INTEGER -> row.getLong(at);
            case Types.DECIMAL -> row.getBigDecimal(at).signum();
            case Types.DATE -> row.getObject(at, LocalDate.class).getDayOfMonth();
            default -> row.getString(at).length();
        };
    }
}
