package dev.ingest.engine.spark;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.util.CollectionAccumulator;

/** A job of Spark's, one task an order. */
final class SparkJob implements ClusterJob {
    private static final long LOOK_MILLIS = 200;

    private final String name;
    private final CollectionAccumulator<String> arrived;
    private final JavaFutureAction<List<String>> answers;

    /**
     * @param arrived the answers of the tasks that are over, as they come
     * @param answers all of them
     */
    SparkJob(String name, CollectionAccumulator<String> arrived, JavaFutureAction<List<String>> answers) {
        this.name = name;
        this.arrived = arrived;
        this.answers = answers;
    }

    @Override
    public List<String> answers(Consumer<String> heard) {
        int told = 0;
        try {
            Optional<List<String>> all = Optional.empty();
            while (all.isEmpty()) {
                all = awaited();
                List<String> known = arrived.value();
                known.subList(told, known.size()).forEach(heard);
                told = known.size();
            }
            return all.get();
        } catch (RuntimeException e) {
            cancel();
            throw e;
        }
    }

    private Optional<List<String>> awaited() {
        try {
            return Optional.of(answers.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException notYet) {
            return Optional.empty();
        } catch (CancellationException e) {
            throw new IngestException(FailureKind.READ, "Cannot finish " + name + ": it was cancelled.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IngestException(FailureKind.READ, "Cannot finish " + name + ": it was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IngestException(
                    FailureKind.READ,
                    "Cannot read " + name + " on Spark: " + firstLine(e)
                            + ". Look at the executors' logs; what Spark could not repair by itself another run may.",
                    e);
        }
    }

    /** Spark's messages hold the stack traces of executors. */
    private static String firstLine(ExecutionException failure) {
        Throwable cause = Optional.ofNullable(failure.getCause()).orElse(failure);
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }

    @Override
    public void cancel() {
        answers.cancel(true);
    }
}
