package dev.ingest.source.jdbc.sqlserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnBatch;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.name.TableName;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Connector;
import dev.ingest.source.LandedText;
import dev.ingest.source.Source;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.TestTable;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a server over a network that is slow, or dies. */
@Timeout(120)
class SlowWireTest {
    /** Around the borders of pages, of packets and of the chunks that long values come in. */
    private static final List<Integer> LENGTHS =
            List.of(0, 1, 255, 504, 505, 511, 512, 513, 4_000, 4_001, 8_000, 8_001, 32_759, 32_767, 32_768, 200_000);

    private static TestSqlServer database;

    @BeforeAll
    static void createTable() {
        database = TestSqlServer.database();
        database.run(
                "CREATE TABLE long_values (id int, a varchar(max), b nvarchar(max), c varbinary(max))",
                IntStream.range(0, LENGTHS.size())
                        .mapToObj(id -> "INSERT INTO long_values SELECT " + id + ", t, "
                                + (id % 3 == 0 ? "NULL" : "N'é' + t")
                                + ", CONVERT(varbinary(max), t) FROM (SELECT REPLICATE(CONVERT(varchar(max), 'abcdefghi'), "
                                + LENGTHS.get(id) + " / 9) + '" + "z".repeat(LENGTHS.get(id) % 9) + "' AS t) one")
                        .collect(Collectors.joining("; ")));
    }

    private static JdbcTarget over(Wire wire, Map<String, String> parameters) {
        JdbcTarget target = database.target(parameters);
        return new JdbcTarget(
                target.section(),
                target.kind(),
                "127.0.0.1",
                wire.port(),
                target.database(),
                target.login(),
                target.parameters(),
                target.connectTimeout(),
                target.rowSecurity());
    }

    private static Reading reading(Connector connector, Source source, String table) {
        return new SourcePlans(DatabaseKind.MSSQL, connector.rules())
                .full(
                        source.describe(SourcePlans.question(TableName.exact(table), Optional.empty())),
                        SourcePlans.options())
                .reading();
    }

    private static List<List<String>> rows(JdbcTarget target) {
        try (Connector connector = new SqlServerConnector(target);
                Source source = connector.session()) {
            return LandedText.rows(source, reading(connector, source, "long_values"), Slice.WHOLE);
        }
    }

    @ParameterizedTest
    @CsvSource({"512, no, 97", "512, yes, 97", "4096, no, 1400", "16384, yes, 1400", "32767, no, 1400"})
    void longValuesAreTheSameWhateverPacketsAndPiecesTheyComeIn(String packet, String encrypt, int piece)
            throws IOException {
        JdbcTarget direct = database.target();
        List<List<String>> expected = rows(direct);
        assertEquals(
                LENGTHS.stream().mapToInt(Integer::intValue).sum(),
                expected.stream().mapToInt(row -> row.get(1).length()).sum());

        try (Wire slow = Wire.slow(direct.host(), direct.port(), piece)) {
            assertEquals(expected, rows(over(slow, Map.of("packetSize", packet, "Encrypt", encrypt))));
        }
    }

    /** A view whose rows never come, for all that the driver can see. */
    @Test
    void aReadOverADeadWireEndsWhenItIsCancelledTwice() throws IOException, InterruptedException {
        database.create(TestTable.numbered("never", 1, 10));
        JdbcTarget direct = database.target();
        try (Wire dead = Wire.dead(direct.host(), direct.port(), utf16("FROM [dbo].[never]"));
                Connector connector = new SqlServerConnector(over(dead, Map.of("Encrypt", "no")));
                Source source = connector.session()) {
            Reading reading = reading(connector, source, "never");
            FutureTask<Integer> read = new FutureTask<>(() -> {
                try (BatchReader reader = source.read(reading, Slice.WHOLE)) {
                    ColumnBatch batch = new ColumnBatch(reading.schema(), 10);
                    reader.read(batch, 1 << 20);
                    return batch.rows();
                }
            });
            new Thread(read).start();
            dead.awaitDeath();
            source.cancel();
            source.cancel();

            Throwable failure =
                    assertThrows(ExecutionException.class, read::get).getCause();
            assertTrue(failure instanceof IngestException, failure::toString);
        }
    }

    /** A query as it stands in a packet. */
    private static String utf16(String text) {
        return text.chars().mapToObj(unit -> (char) unit + "\0").collect(Collectors.joining());
    }
}
