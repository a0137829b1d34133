package dev.ingest.source;

import dev.ingest.job.JobPlan;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.SourceType;
import dev.ingest.job.name.TableName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A source under test: what an implementation must make for its contracts, and how they read it. */
@Timeout(60)
public abstract class TestedSource {
    static final long BATCH_BYTES = 1 << 20;

    final ExecutorService threads = Executors.newCachedThreadPool();
    Connector connector;

    /** What kind of source it is. */
    protected abstract SourceType type();

    /** A way to it. */
    protected abstract Connector open();

    /** A way to where nobody answers. */
    protected abstract Connector openToNobody();

    /** Makes a table of its rows. */
    protected abstract void create(TestTable table);

    /** Adds the rows of {@code more} to the table of its name, for all to see. */
    protected abstract void insert(TestTable more);

    /** Takes the table away; fails at once where somebody still reads it. */
    protected abstract void drop(TableName table);

    /** Makes a table of whole numbers {@code id} that nobody reads to its end. */
    protected abstract TableName createEndless();

    /** Makes a table whose reading gives some rows, and then no more and no end. */
    protected abstract TableName createHanging();

    /** Waits until a read of the table that {@link #createHanging} made hangs. */
    protected abstract void awaitHang() throws InterruptedException;

    /** The text of a query that reads all of {@code table}; asked where the source reads queries. */
    protected String selectAll(TableName table) {
        throw new UnsupportedOperationException("reads no query");
    }

    /** Whether names that differ by their case alone are two names. */
    protected boolean tellsCase() {
        return true;
    }

    /** Whether the source itself tells which tables it has. */
    protected boolean asksForTables() {
        return true;
    }

    /** Makes a table that has nested data and columns that only its later rows have, where the source knows such. */
    protected Optional<TableName> createNested() {
        return Optional.empty();
    }

    @BeforeEach
    void openConnector() {
        connector = open();
    }

    @AfterEach
    void closeConnector() {
        connector.close();
        threads.shutdownNow();
    }

    final boolean can(Capability capability) {
        return connector.rules().capabilities().contains(capability);
    }

    static SourceQuestion question(TableName table) {
        return SourcePlans.question(table, Optional.empty());
    }

    final JobPlan full(SourceDescription description) {
        return new SourcePlans(type(), connector.rules()).full(description, SourcePlans.options());
    }

    final Reading reading(Source source, TableName table) {
        return full(source.describe(question(table))).reading();
    }

    final List<List<String>> rows(TableName table) {
        try (Source source = connector.session()) {
            return LandedText.rows(source, reading(source, table), Slice.WHOLE);
        }
    }

    static List<String> ids(List<List<String>> rows) {
        return rows.stream().map(row -> row.get(0)).sorted().toList();
    }

    static List<String> numbers(int first, int last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(Long::toString)
                .sorted()
                .toList();
    }
}
