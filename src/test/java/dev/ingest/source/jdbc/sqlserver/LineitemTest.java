package dev.ingest.source.jdbc.sqlserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnBatch;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.name.TableName;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import dev.ingest.source.SourcePlans;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A table of size, {@code ingest.mssql.rows} of it, written and read by the real driver: every value of every row. */
class LineitemTest {
    private static final long ROWS = Long.getLong("ingest.mssql.rows", 20_000);

    @Test
    void everyValueOfEveryRowIsRead() throws SQLException {
        TestSqlServer database = TestSqlServer.database();
        Lineitem.create(database, ROWS);

        try (Connector connector = database.connector();
                Source source = connector.session()) {
            Reading reading = new SourcePlans(DatabaseKind.MSSQL, connector.rules())
                    .full(
                            source.describe(SourcePlans.question(TableName.exact("lineitem"), Optional.empty())),
                            SourcePlans.options())
                    .reading();
            ColumnBatch batch = new ColumnBatch(reading.schema(), 10_000);
            long rows = 0;
            long hashes = 0;
            try (BatchReader reader = source.read(reading, Slice.WHOLE)) {
                while (reader.read(batch, 4 << 20).isPresent()) {
                    rows += batch.rows();
                    hashes += hashes(batch);
                    batch.clear();
                }
            }

            assertEquals(ROWS, rows);
            assertEquals(Lineitem.hashes(ROWS), hashes);
        }
    }

    private static long hashes(ColumnBatch batch) {
        long sum = 0;
        for (int row = 0; row < batch.rows(); row++) {
            long hash = 1;
            for (int column = 0; column < batch.schema().size(); column++) {
                hash = batch.vector(column) instanceof BytesVector text
                        ? Lineitem.hash(hash, text.arena(), text.offset(row), text.offset(row + 1))
                        : Lineitem.hash(hash, batch.longs(column).at(row));
            }
            sum += hash;
        }
        return sum;
    }
}
