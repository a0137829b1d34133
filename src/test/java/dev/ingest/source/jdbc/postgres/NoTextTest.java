package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnType;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.Connector;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server stores in a text column and what is no text does not land as text. */
class NoTextTest {
    private static final String WRONG = "byte 0xE9 at position 4";
    private static TestPostgres database;

    @BeforeAll
    static void createDatabases() throws SQLException {
        database = TestPostgres.database();
        database.run(
                "CREATE DATABASE without_encoding ENCODING 'SQL_ASCII' TEMPLATE template0 LOCALE 'C'",
                "CREATE DATABASE western ENCODING 'WIN1252' TEMPLATE template0 LOCALE 'C'",
                // As damage would: text that nobody has looked at.
                "CREATE CAST (bytea AS text) WITHOUT FUNCTION");
        fill("without_encoding", "convert_from('\\x636166e9'::bytea, 'SQL_ASCII')");
        fill(database.name(), "'\\x636166e9'::bytea::text");
        fill("western", "'caf' || chr(129)");
    }

    private static void fill(String name, String wrong) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + database.port() + "/" + name, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE menu (id int, good text, name text, fixed char(6), amount numeric(5,2))");
            statement.execute("INSERT INTO menu VALUES (1, 'té', 'th\\é', 'a', 1.5)");
            statement.execute("INSERT INTO menu SELECT 2, 'x', " + wrong + ", 'b', 2");
            statement.execute("INSERT INTO menu VALUES (3, NULL, NULL, NULL, NULL)");
        }
    }

    private static Connector way(String name) {
        JdbcTarget target = database.target();
        return new PostgresConnector(new JdbcTarget(
                target.section(),
                target.kind(),
                target.host(),
                target.port(),
                name,
                target.login(),
                target.parameters(),
                target.connectTimeout(),
                RowSecurity.FAIL));
    }

    private static List<List<String>> rows(String name, Optional<ColumnType> override, Unrepresentable policy) {
        try (Connector way = way(name);
                Source source = way.session()) {
            SourceDescription all = source.describe(TestPlans.question("menu"));
            JobPlan plan = TestPlans.plan(all, TestPlans.options(Optional.empty(), policy));
            if (override.isPresent()) {
                SourceColumn column = all.columns().get(2);
                ReadingOptions options = TestPlans.options(override, policy);
                SourceDescription only = new SourceDescription(
                        all.table(), List.of(column), List.of(), Set.of(), List.of(), all.snapshot());
                plan = TestPlans.plan(only, options);
            }
            return TestPlans.rows(source, plan, Slice.WHOLE);
        }
    }

    private static String databaseName(String kind) {
        return kind.equals("damaged") ? database.name() : kind;
    }

    @ParameterizedTest
    @ValueSource(strings = {"without_encoding", "damaged"})
    void aTextThatIsNoTextFailsTheLoadWithColumnAndWayOut(String kind) {
        IngestException failure = assertThrows(
                IngestException.class, () -> rows(databaseName(kind), Optional.empty(), Unrepresentable.FAIL));
        assertEquals(FailureKind.CONVERT, failure.kind());
        assertTrue(
                failure.getMessage().contains("column name (text)")
                        && failure.getMessage().contains(WRONG)
                        && failure.getMessage().contains("name = \"binary\" in [sources.test.tables.menu.columns]"),
                failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"without_encoding", "damaged"})
    void onRequestItLandsAsNullOrAsItsBytes(String kind) {
        assertEquals(
                List.of(
                        List.of("1", "té", "th\\é", "a     ", "1.50"),
                        List.of("2", "x", TestPlans.NULL, "b     ", "2.00"),
                        List.of("3", TestPlans.NULL, TestPlans.NULL, TestPlans.NULL, TestPlans.NULL)),
                rows(databaseName(kind), Optional.empty(), Unrepresentable.NULL));
        assertEquals(
                List.of(List.of("74685cc3a9"), List.of("636166e9"), List.of(TestPlans.NULL)),
                rows(databaseName(kind), Optional.of(ColumnType.BINARY), Unrepresentable.FAIL));
    }

    /** Here the server converts, and does not say which column it was at. */
    @Test
    void aCharacterThatTheServerCannotConvertNamesTheTextColumns() {
        IngestException failure =
                assertThrows(IngestException.class, () -> rows("western", Optional.empty(), Unrepresentable.FAIL));
        assertEquals(FailureKind.CONVERT, failure.kind());
        assertTrue(
                failure.getMessage().contains("one of the columns good, name, fixed holds what is no text")
                        && failure.getMessage().contains("\"binary\""),
                failure.getMessage());
        assertEquals(
                List.of(List.of("74685ce9"), List.of("63616681"), List.of(TestPlans.NULL)),
                rows("western", Optional.of(ColumnType.BINARY), Unrepresentable.FAIL));
    }
}
