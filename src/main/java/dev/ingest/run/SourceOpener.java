package dev.ingest.run;

import dev.ingest.config.Finding;
import dev.ingest.job.SourceType;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import java.util.List;

/** Opens sources; {@code wiring} knows which class reads what. */
public interface SourceOpener extends AutoCloseable {

    /** A session for one job; connects when it is first asked something. */
    Source open(Job job);

    /**
     * The way to the source {@code name}, shared with the jobs that read it and closed with this.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG or SECRET) when its settings or secrets keep it from being told
     */
    Connector connector(SourceType type, String name);

    /** The section that tells how to reach {@code job}'s source; jobs that share it go to the same server. */
    String section(Job job);

    /** What keeps {@code job}'s source from being opened, as far as its settings and secrets tell; asks nobody. */
    List<Finding> check(Job job);

    /** Ends what sessions that are closed left for those to come. */
    @Override
    void close();
}
