package dev.ingest.spark;

import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.CollectionAccumulator;

/** Stages a slice on whatever machine Spark gives it to; order and answer are JSON. */
public final class SliceTask implements Function<String, String> {
    private static final long serialVersionUID = 1L;

    private final CollectionAccumulator<String> answers;

    /** A task that adds its answer to {@code answers} too, which are seen before all tasks are over. */
    public SliceTask(CollectionAccumulator<String> answers) {
        this.answers = answers;
    }

    @Override
    public String call(String order) {
        String answer = (String) OwnClasses.call("dev.ingest.wiring.SparkSlices", "stage", String.class, order);
        answers.add(answer);
        return answer;
    }
}
