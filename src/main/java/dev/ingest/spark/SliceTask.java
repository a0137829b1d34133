package dev.ingest.spark;

import org.apache.spark.api.java.function.Function;

/** Stages a slice on whatever machine Spark gives it to; order and answer are JSON. */
public final class SliceTask implements Function<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String call(String order) {
        return (String) OwnClasses.call("dev.ingest.wiring.SparkSlices", "stage", String.class, order);
    }
}
