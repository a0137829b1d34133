package dev.ingest.wiring;

import dev.ingest.config.Settings;
import dev.ingest.source.Connector;
import dev.ingest.source.SourceRules;

/** One kind of source: what is known of it, and how one is reached. */
interface SourceKind {

    /** What is known of it without asking it. */
    SourceRules rules();

    /**
     * Refuses, asking nobody, the source {@code name} that cannot be reached as the settings say.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG or SECRET)
     */
    void check(Settings settings, String name);

    /** The way to the source {@code name}; nobody connects until a session asks something. */
    Connector connector(Settings settings, String name);
}
