package dev.ingest.demo;

import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A PostgreSQL of the demo's own, with the TPC-H tables and some whose names and types are less tame. */
final class DemoDatabase implements AutoCloseable {
    private static final double SCALE = 0.1;
    private static final int FLUSH_BYTES = 1 << 16;

    private static final String TABLES = """
            CREATE TABLE region (r_regionkey bigint PRIMARY KEY, r_name varchar(25) NOT NULL, r_comment varchar(152));
            CREATE TABLE nation (n_nationkey bigint PRIMARY KEY, n_name varchar(25) NOT NULL, n_regionkey bigint,
              n_comment varchar(152));
            CREATE TABLE customer (c_custkey bigint PRIMARY KEY, c_name varchar(25), c_address varchar(40),
              c_nationkey bigint, c_phone char(15), c_acctbal numeric(15,2), c_mktsegment char(10), c_comment varchar(117));
            CREATE TABLE orders (o_orderkey bigint PRIMARY KEY, o_custkey bigint, o_orderstatus char(1),
              o_totalprice numeric(15,2), o_orderdate date, o_orderpriority char(15), o_clerk char(15),
              o_shippriority integer, o_comment varchar(79));
            CREATE TABLE lineitem (l_orderkey bigint, l_partkey bigint, l_suppkey bigint, l_linenumber integer,
              l_quantity numeric(15,2), l_extendedprice numeric(15,2), l_discount numeric(15,2), l_tax numeric(15,2),
              l_returnflag char(1), l_linestatus char(1), l_shipdate date, l_commitdate date, l_receiptdate date,
              l_shipinstruct char(25), l_shipmode char(10), l_comment varchar(44));
            """;

    private static final String BEYOND = """
            ALTER TABLE orders ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now() - interval '1 day';
            CREATE SCHEMA crm;
            CREATE TABLE crm."Order Details" (
              "Detail ID" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
              "Größe" numeric(38,18), "fee" money, "ratio" double precision, "active" boolean,
              "payload" jsonb, "raw" bytea, "opens" time, "changedAt" timestamp(3) NOT NULL);
            INSERT INTO crm."Order Details" ("Größe", fee, ratio, active, payload, raw, opens, "changedAt")
            SELECT i / 7.0, (i % 1000)::numeric::money, sqrt(i), i % 3 = 0,
              jsonb_build_object('n', i, 'tags', jsonb_build_array('a', null)), decode(md5(i::text), 'hex'),
              time '08:00' + i % 600 * interval '1 minute', timestamp '2026-01-01' + i * interval '1 second'
            FROM generate_series(1, 100000) i;
            CREATE TABLE crm.events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text, at timestamptz);
            INSERT INTO crm.events (kind, at) SELECT 'kind ' || i % 5, now() - i * interval '1 second'
            FROM generate_series(1, 50000) i;
            CREATE VIEW crm.big_customers AS SELECT c_custkey, c_name, c_acctbal FROM customer WHERE c_acctbal > 9000;
            """;

    private static final String NIGHT = """
            UPDATE orders SET o_orderstatus = 'X', updated_at = now() - interval '1 second' WHERE o_orderkey % 1000 = 1;
            INSERT INTO crm.events (kind, at) SELECT 'late ' || i, now() FROM generate_series(1, 777) i;
            UPDATE crm."Order Details" SET "changedAt" = timestamp '2026-06-01' WHERE ratio < 10;
            """;

    private final EmbeddedPostgres server;

    private DemoDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    static DemoDatabase start() throws Exception {
        DemoDatabase database = new DemoDatabase(EmbeddedPostgres.start());
        try (Connection connection = database.connect()) {
            execute(connection, TABLES);
            load(connection, "region", TpchTable.REGION);
            load(connection, "nation", TpchTable.NATION);
            load(connection, "customer", TpchTable.CUSTOMER);
            load(connection, "orders", TpchTable.ORDERS);
            load(connection, "lineitem", TpchTable.LINE_ITEM);
            execute(connection, BEYOND);
        }
        return database;
    }

    /** What happens between two nights: rows change, rows come. */
    void passADay() throws SQLException {
        try (Connection connection = connect()) {
            execute(connection, NIGHT);
        }
    }

    /** How many rows {@code table} has, named as in SQL. */
    long rows(String table) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
            count.next();
            return count.getLong(1);
        }
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static <E extends TpchEntity> void load(Connection connection, String table, TpchTable<E> rows)
            throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " FROM STDIN (DELIMITER '|')");
        StringBuilder lines = new StringBuilder();
        for (E row : rows.createGenerator(SCALE, 1, 1)) {
            String line = row.toLine();
            lines.append(line, 0, line.length() - 1).append('\n');
            if (lines.length() > FLUSH_BYTES) {
                flush(copy, lines);
            }
        }
        flush(copy, lines);
        copy.endCopy();
    }

    private static void flush(CopyIn copy, StringBuilder lines) {
        try {
            byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            lines.setLength(0);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
