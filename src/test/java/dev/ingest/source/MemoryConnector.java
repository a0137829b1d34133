package dev.ingest.source;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.name.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The way to test data, or to nobody. */
public final class MemoryConnector implements Connector {
    private final Optional<MemoryDatabase> database;

    public MemoryConnector(MemoryDatabase database) {
        this.database = Optional.of(database);
    }

    private MemoryConnector() {
        this.database = Optional.empty();
    }

    static MemoryConnector toNobody() {
        return new MemoryConnector();
    }

    @Override
    public SourceRules rules() {
        return database.map(MemoryDatabase::rules).orElse(MemoryDatabase.plain().rules());
    }

    @Override
    public Health health() {
        int tables = connect().tables("%").size();
        return new Health(
                "test data",
                "of " + tables + " tables",
                "anybody",
                Health.PLAIN,
                Instant.EPOCH,
                Optional.empty(),
                Health.OpenTransactions.NONE,
                List.of());
    }

    @Override
    public List<TableName> tables(String like) {
        return connect().tables(like);
    }

    @Override
    public List<TableSummary> summaries(String like) {
        return connect().summaries(like);
    }

    @Override
    public Source session() {
        return new MemorySession(this::connect);
    }

    @Override
    public void close() {}

    private MemoryDatabase connect() {
        return database.orElseThrow(() -> new IngestException(
                FailureKind.CONNECT, Outlook.PASSES, "Cannot connect to the test data: there is none. Make some."));
    }
}
