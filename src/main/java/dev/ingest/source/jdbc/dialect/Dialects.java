package dev.ingest.source.jdbc.dialect;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.source.Dialect;

/** Which dialect a database speaks. */
public final class Dialects {
    private static final Dialect POSTGRES = new PostgresDialect();

    private Dialects() {}

    /**
     * The dialect of {@code kind}.
     *
     * @throws IngestException (CONFIG) for a database that this version does not read
     */
    public static Dialect of(DatabaseKind kind) {
        return switch (kind) {
            case POSTGRESQL -> POSTGRES;
            case ORACLE, MSSQL, AZURE_SQL -> throw unread(kind);
        };
    }

    /** The failure for a database that this version does not read. */
    public static IngestException unread(DatabaseKind kind) {
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot read " + kind.label() + " (" + kind.id()
                        + "): this version reads PostgreSQL. Switch the row off with enabled = N.");
    }
}
