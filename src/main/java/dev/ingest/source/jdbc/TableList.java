package dev.ingest.source.jdbc;

import dev.ingest.job.name.TableName;
import dev.ingest.source.TableSummary;
import java.sql.SQLException;
import java.util.List;

/** The tables of a database, as its catalogue lists them. */
public interface TableList {

    /** The names that match {@code like}. */
    List<TableName> names(String like) throws SQLException;

    /** What is known of those that match {@code like} whatever the case of letters. */
    List<TableSummary> summaries(String like) throws SQLException;
}
