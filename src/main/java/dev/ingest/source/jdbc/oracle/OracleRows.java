package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.Extraction;
import dev.ingest.job.name.TableName;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * What a job reads, as the dictionary has it.
 *
 * @param extraction under its exact name
 * @param kind what is read
 * @param columns what it has
 */
record OracleRows(Extraction extraction, Kind kind, List<SourceColumn> columns) {
    /** What rows can be selected from. */
    enum Kind {
        TABLE,
        VIEW,
        /** A synonym of what lies behind a database link. */
        REMOTE,
        /** A query of the user's. */
        QUERY
    }

    /** Finds what {@code extraction} means; CONFIG with near matches when there is nothing of that name. */
    static OracleRows find(OracleSession session, JdbcTarget target, Extraction extraction) throws SQLException {
        OracleCatalog catalog = new OracleCatalog(session);
        if (extraction.query().isPresent()) {
            Extraction named = extraction.named(TableName.exact(folded(extraction.table())));
            return new OracleRows(named, Kind.QUERY, catalog.described(named));
        }
        OracleRelation relation = new OracleNames(session, target).relation(extraction.table());
        Extraction named = extraction.named(relation.name());
        List<SourceColumn> columns =
                relation.kind() == Kind.REMOTE ? catalog.described(named) : catalog.columns(relation.name());
        return new OracleRows(named, relation.kind(), columns);
    }

    TableName table() {
        return extraction.table();
    }

    /** What stands behind FROM. */
    String from() {
        return OracleQueries.from(extraction);
    }

    private static String folded(TableName written) {
        boolean quoted = written.quoted().get(written.parts().size() - 1);
        return quoted ? written.table() : written.table().toUpperCase(Locale.ROOT);
    }
}
