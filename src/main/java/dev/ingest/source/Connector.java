package dev.ingest.source;

/**
 * The way to one source, shared by its jobs: what it costs to get there, connections and logins, is kept from job to job.
 * Nothing that one job did is seen by the next.
 */
public interface Connector extends AutoCloseable {

    /** A session for one job; it connects at its first question. Closing it keeps what the next one can use. */
    Source session();

    /** Ends what was kept. */
    @Override
    void close();
}
