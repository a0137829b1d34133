package dev.ingest.wiring;

import dev.ingest.config.Settings;
import dev.ingest.job.Reading;
import dev.ingest.job.name.TableName;
import dev.ingest.secret.AccessTokens;
import dev.ingest.source.Connector;
import dev.ingest.source.SourceRules;
import java.util.List;

/** One kind of source: what is known of it, and how one is reached. */
interface SourceKind {

    /** What is known of it without asking it. */
    SourceRules rules();

    /**
     * Refuses, asking nobody, the source {@code name} that cannot be reached as the settings say.
     *
     * @param cloud the tokens of the one identity of the cloud; asked for none here
     * @throws dev.ingest.failure.IngestException (CONFIG or SECRET)
     */
    void check(Settings settings, String name, AccessTokens cloud);

    /**
     * Refuses, asking nobody, a table of the source {@code name} that cannot be read as the settings say.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG)
     */
    default void checkTable(Settings settings, String name, TableName table) {}

    /** What {@code reading} asks the source {@code name}, as people read it; a plan made without asking tells none. */
    default List<String> requests(Settings settings, String name, Reading reading) {
        return reading.columns().isEmpty()
                ? List.of()
                : reading.slices().stream()
                        .map(slice -> rules().request(reading, slice))
                        .toList();
    }

    /**
     * The way to the source {@code name}; nobody connects until a session asks something.
     *
     * @param cloud the tokens of the one identity of the cloud
     */
    Connector connector(Settings settings, String name, AccessTokens cloud);
}
