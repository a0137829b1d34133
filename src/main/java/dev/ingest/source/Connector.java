package dev.ingest.source;

import dev.ingest.job.name.TableName;
import java.util.List;
import java.util.Optional;

/**
 * The way to one source, shared by its jobs: what it costs to get there, connections and logins, is kept from job to job.
 * Nothing that one job did is seen by the next.
 */
public interface Connector extends AutoCloseable {

    /** What is known of the source without asking it. */
    SourceRules rules();

    /** Where it is and who reads, as people read it, without any secret; empty where its kind is all that there is to say. */
    default Optional<String> place() {
        return Optional.empty();
    }

    /**
     * Connects, and says who answered.
     *
     * @throws dev.ingest.failure.IngestException (CONNECT) when nobody does
     */
    Health health();

    /**
     * The tables that may be read and whose names, schema included, match {@code like}, {@code %} standing for any
     * letters; in order, at most 10,000.
     */
    List<TableName> tables(String like);

    /**
     * The tables that may be read and whose names, schema included, match {@code like} whatever the case of letters,
     * {@code %} standing for any letters; in order, at most 10,000. Asks the catalogue alone, in a few questions however
     * many tables there are.
     */
    default List<TableSummary> summaries(String like) {
        return tables(like).stream().map(TableSummary::of).toList();
    }

    /**
     * What the first rows of {@code table} show, the table named as a job names it; empty where {@link #summaries} has told
     * all there is to know.
     */
    default Optional<TableLook> look(TableName table) {
        return Optional.empty();
    }

    /** A session for one job; it connects at its first question. Closing it keeps what the next one can use. */
    Source session();

    /** Ends what was kept. */
    @Override
    void close();
}
