package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.job.Extraction;
import dev.ingest.source.jdbc.sqlserver.connect.ServerError;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Tells that another session truncated, altered, renamed or replaced a table after its reading began. While one statement
 * reads it the server lets nobody do so; before it, between slices and after it nothing holds them.
 */
final class SchemaGuard {
    private static final String ALTERED = """
            SELECT CONVERT(varchar(20), o.object_id) + ' ' + CONVERT(varchar(40), o.modify_date, 121)%s
            FROM sys.objects o WHERE o.object_id = OBJECT_ID(?)
            """;
    /** TRUNCATE and SWITCH leave the object as it is and give it other pages. */
    private static final String PAGES = """
             + ' ' + COALESCE((SELECT CONVERT(varchar(20), CHECKSUM_AGG(CHECKSUM(a.allocation_unit_id)))
              FROM sys.partitions p JOIN sys.allocation_units a ON a.container_id = p.hobt_id AND a.type = 1
              WHERE p.object_id = o.object_id AND p.index_id <= 1), '')""";

    private final Extraction extraction;
    private final Optional<String> pages;
    private final Optional<String> altered;

    private SchemaGuard(Extraction extraction, Optional<String> pages, Optional<String> altered) {
        this.extraction = extraction;
        this.pages = pages;
        this.altered = altered;
    }

    /** Looks at the table of {@code extraction}; what a query reads is not known. */
    static SchemaGuard of(SqlServerSession session, Extraction extraction) throws SQLException {
        if (extraction.query().isPresent()) {
            return new SchemaGuard(extraction, Optional.empty(), Optional.empty());
        }
        // Not every server of the kind shows pages.
        Optional<String> pages = ServerError.unlessRefused(() -> state(session, extraction, PAGES));
        return new SchemaGuard(
                extraction, pages, pages.isPresent() ? Optional.empty() : state(session, extraction, ""));
    }

    /** Whether the table is no longer what it was. */
    boolean isBroken(SqlServerSession session) throws SQLException {
        if (pages.isPresent()) {
            return !state(session, extraction, PAGES).equals(pages);
        }
        return altered.isPresent() && !state(session, extraction, "").equals(altered);
    }

    private static Optional<String> state(SqlServerSession session, Extraction extraction, String pages)
            throws SQLException {
        return session.first(
                ALTERED.formatted(pages), row -> row.getString(1), SqlServerText.relation(extraction.table()));
    }
}
