package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.job.Extraction;
import dev.ingest.job.name.TableName;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a job reads, as the catalogue has it.
 *
 * @param extraction under its exact name
 * @param relation the table or view; absent for a query
 * @param columns what it has
 */
record SqlServerRows(Extraction extraction, Optional<SqlServerRelation> relation, List<SourceColumn> columns) {

    /** Finds what {@code extraction} means. */
    static SqlServerRows find(SqlServerSession session, JdbcTarget target, Extraction extraction) throws SQLException {
        SqlServerCatalog catalog = new SqlServerCatalog(session);
        if (extraction.query().isPresent()) {
            String query = "SELECT * FROM " + SqlServerQueries.from(extraction);
            return new SqlServerRows(extraction, Optional.empty(), catalog.columns(query));
        }
        SqlServerRelation relation = new SqlServerNames(session, target).relation(extraction.table());
        return new SqlServerRows(extraction.named(relation.name()), Optional.of(relation), catalog.columns(relation));
    }

    TableName table() {
        return extraction.table();
    }

    /** What stands behind FROM. */
    String from() {
        return SqlServerQueries.from(extraction);
    }
}
