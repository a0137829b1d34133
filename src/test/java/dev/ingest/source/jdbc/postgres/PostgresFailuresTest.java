package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.PlainHttpServer;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.secret.Secret;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Connector;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.Source;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read when something is wrong: the kind, one line, the way out, no secret. */
class PostgresFailuresTest {
    private static TestPostgres database;

    @BeforeAll
    static void createDatabase() {
        database = TestPostgres.database();
        database.run(
                "CREATE TABLE orders (id int, amount numeric(10,2))",
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.order_items (id int)",
                "CREATE SEQUENCE counter");
    }

    private static IngestException describeFails(JdbcTarget target, String table) {
        try (Connector way = new PostgresConnector(target);
                Source source = way.session()) {
            IngestException failure =
                    assertThrows(IngestException.class, () -> source.describe(TestPlans.question(table)));
            assertEquals(1, failure.getMessage().lines().count(), failure.getMessage());
            return failure;
        }
    }

    private static void assertFailure(FailureKind kind, String part, IngestException failure) {
        assertTrue(failure.getMessage().contains(part), failure.getMessage());
        assertEquals(kind, failure.kind());
    }

    private static JdbcTarget target(String host, int port, String name, Map<String, String> parameters) {
        return new JdbcTarget(
                "sources.test",
                DatabaseKind.POSTGRESQL,
                host,
                port,
                name,
                new Login.Password("postgres", Optional.of(new Secret("pass-word-of-ours"))),
                parameters,
                Duration.ofSeconds(1),
                RowSecurity.FAIL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ordres|Near matches: orders",
                "public.ordrs|Near matches: public.orders",
                "ORDER_ITEMS|Near matches: sales.order_items",
                "sale.order_items|Near matches: sales.order_items",
                "counter|it is no table or view",
                "elsewhere.public.orders|another one cannot be read",
                "\"Orders\"|Near matches: orders"
            })
    void namesWhatATableNameMayHaveMeant(String table, String part) {
        assertFailure(FailureKind.CONFIG, part, describeFails(database.target(), table));
    }

    @Test
    void tellsWhyNobodyAnswers() throws IOException {
        int port = database.port();
        assertFailure(
                FailureKind.CONNECT,
                "the host's name is not known",
                describeFails(target("no-such-host.invalid", port, "x", Map.of()), "orders"));
        assertFailure(
                FailureKind.CONNECT,
                "has no database of that name",
                describeFails(target("localhost", port, "nowhere", Map.of()), "orders"));
        assertFailure(
                FailureKind.CONNECT,
                "sslmode",
                describeFails(target("localhost", port, database.name(), Map.of("sslmode", "require")), "orders"));
        int closed;
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = silent.getLocalPort();
            assertFailure(
                    FailureKind.CONNECT,
                    "no answer within 1 s",
                    describeFails(target("localhost", closed, "x", Map.of()), "orders"));
        }
        assertFailure(
                FailureKind.CONNECT,
                "nothing answers there",
                describeFails(target("localhost", closed, "x", Map.of()), "orders"));
    }

    @Test
    void anotherServerThanPostgresqlIsSaidAsThatAtOnce() {
        try (PlainHttpServer server = new PlainHttpServer()) {
            for (String mode : List.of("disable", "prefer", "require")) {
                IngestException failure =
                        describeFails(target("localhost", server.port(), "x", Map.of("sslmode", mode)), "orders");
                assertFailure(
                        FailureKind.CONNECT,
                        "what answers there is no PostgreSQL server (an HTTP server answers)",
                        failure);
                assertEquals(Outlook.STAYS, failure.outlook());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"sslmod, x", "connect_timeout, soon"})
    void refusesParametersThatNobodyKnows(String name, String value) {
        JdbcTarget target = target("localhost", database.port(), database.name(), Map.of(name, value));
        IngestException failure = assertThrows(IngestException.class, () -> {
            try (Connector way = new PostgresConnector(target);
                    Source source = way.session()) {
                source.describe(TestPlans.question("orders"));
            }
        });
        assertFailure(FailureKind.CONFIG, name, failure);
    }

    @Test
    void takesParametersByTheNamesOfLibpqAndOfTheDriver() {
        Map<String, String> parameters = Map.of(
                "connect_timeout", "5",
                "application_name", "nightly",
                "keepalives", "1",
                "keepalives_idle", "30",
                "target_session_attrs", "read-write",
                "options", "-c search_path=sales",
                "sslmode", "prefer",
                "socketTimeout", "600");
        try (Connector way = new PostgresConnector(target("localhost", database.port(), database.name(), parameters));
                Source source = way.session()) {
            assertEquals(
                    "sales.order_items",
                    source.describe(TestPlans.question("order_items")).table().joined());
            assertEquals(
                    1,
                    database.ask("SELECT pid FROM pg_stat_activity WHERE application_name = 'nightly'")
                            .size());
        }
    }

    @Test
    void asksForTheGrantThatIsMissing() {
        database.run("CREATE ROLE poor LOGIN");
        assertFailure(
                FailureKind.READ,
                "GRANT SELECT ON",
                describeFails(database.target("poor", Optional.empty()), "orders"));
        assertFailure(
                FailureKind.READ,
                "GRANT USAGE",
                describeFails(database.target("poor", Optional.empty()), "sales.order_items"));
        database.run("DROP ROLE poor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"regio = 'EU'", "id =", "id = 'x'", "no_function(id)"})
    void blamesTheConditionForItsFaults(String where) {
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(
                    source.describe(TestPlans.question("orders")),
                    TestPlans.options(),
                    Optional.empty(),
                    Window.ALL,
                    Optional.of(where));
            IngestException failure =
                    assertThrows(IngestException.class, () -> TestPlans.rows(source, plan, Slice.WHOLE));
            assertFailure(FailureKind.CONFIG, "cell where", failure);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "numeric(10,2)|'NaN'|NaN does not fit decimal(10,2)|amount = \"text\"",
                "numeric|'Infinity'|infinity does not fit|amount = \"text\"",
                "numeric|1.0000000001|1 digits before the point and 10 after|amount = \"decimal(38,10)\"",
                "numeric|-0.00000000000000001|0 digits before the point and 17 after|amount = \"decimal(38,17)\"",
                "numeric|123456789012345678901234567890|30 digits before the point and 0 after|\"text\"",
                "date|'infinity'|infinity does not fit date|amount = \"text\"",
                "date|'0044-03-15 BC'|a year before 0001|amount = \"text\"",
                "date|'10000-01-01'|a year after 9999|amount = \"text\"",
                "timestamp|'-infinity'|-infinity does not fit timestamp|amount = \"text\"",
                "timestamptz|'0044-03-15 00:00+00 BC'|a year before 0001|amount = \"text\"",
                "timestamptz|'294276-01-01 00:00+00'|a year after 9999|amount = \"text\""
            })
    void refusesOrNullsWhatItsTypeCannotHold(String type, String literal, String shape, String way) {
        database.run(
                "DROP TABLE IF EXISTS limits",
                "CREATE TABLE limits (id int, amount " + type + ")",
                "INSERT INTO limits VALUES (1, " + literal + ")");
        try (Source source = database.open()) {
            IngestException failure =
                    assertThrows(IngestException.class, () -> read(source, Optional.empty(), Unrepresentable.FAIL));
            assertFailure(FailureKind.CONVERT, shape, failure);
            assertFailure(FailureKind.CONVERT, way, failure);
            assertFailure(FailureKind.CONVERT, "[sources.test.tables.limits.columns]", failure);
        }
        try (Source source = database.open()) {
            assertEquals(TestPlans.NULL, read(source, Optional.empty(), Unrepresentable.NULL));
        }
        try (Source source = database.open()) {
            String text = read(source, Optional.of(ColumnType.TEXT), Unrepresentable.FAIL);
            String zoned = type.equals("timestamptz") ? "(amount AT TIME ZONE 'UTC')::text" : "amount::text";
            assertEquals(database.ask("SELECT " + zoned + " FROM limits"), List.of(text.replace("+00", "")));
        }
    }

    private static String read(Source source, Optional<ColumnType> override, Unrepresentable policy) {
        var description = source.describe(TestPlans.question("limits"));
        ReadingOptions options = TestPlans.options(override, policy);
        JobPlan plain = TestPlans.plan(description, TestPlans.options());
        JobPlan plan = new JobPlan(
                plain.key(),
                plain.name(),
                plain.loadType(),
                plain.primaryKey(),
                new Reading(
                        plain.reading().type(),
                        plain.reading().section(),
                        plain.reading().extraction(),
                        List.of(TestPlans.planned(description.columns().get(1), options)),
                        plain.reading().cursor(),
                        plain.reading().window(),
                        List.of(),
                        plain.reading().snapshot(),
                        plain.reading().slices()),
                plain.target());
        ColumnBatch batch = new ColumnBatch(plan.reading().schema(), 10);
        try (BatchReader reader = source.read(plan.reading(), Slice.WHOLE)) {
            reader.read(batch, 1 << 20);
            assertEquals(batch.vector(0).nullCount(), reader.unrepresentable());
            return batch.vector(0).isNull(0) ? TestPlans.NULL : batch.bytes(0).text(0);
        }
    }
}
