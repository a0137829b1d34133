package dev.ingest.run;

import dev.ingest.engine.Engine;
import java.util.List;

/** Which engines load a job. */
public interface EngineChoice {
    /**
     * The one that its settings want first, then those that take what it declines.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG) when the one that is wanted cannot be had
     */
    List<Engine> of(Job job);

    /** One engine, whatever the job. */
    static EngineChoice only(Engine engine) {
        return job -> List.of(engine);
    }
}
