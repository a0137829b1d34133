package dev.ingest.engine.spark;

import java.util.List;
import java.util.function.Consumer;

/** Orders that a cluster works on. */
public interface ClusterJob {

    /**
     * Waits for all answers; they are in the order of the orders.
     *
     * @param heard is told each once, soon after it came; what it throws ends the work
     * @throws dev.ingest.failure.IngestException (READ) when an order cannot be carried out, or the work was cancelled
     */
    List<String> answers(Consumer<String> heard);

    /** Ends the work, from another thread. */
    void cancel();
}
