package dev.ingest.engine.spark;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.spark.OwnClasses;
import dev.ingest.spark.SliceTask;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/** The cluster of the Spark application that this process is the driver of. */
public final class SparkCluster implements Cluster {

    private static JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(SparkContext.getOrCreate(new SparkConf()));
    }

    @Override
    public List<String> run(String name, List<String> orders) {
        return amongSparksClasses(() -> ran(name, orders));
    }

    /** Spark finds its Hadoop by the thread's class loader. */
    private static <T> T amongSparksClasses(Supplier<T> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OwnClasses.around());
        try {
            return call.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static List<String> ran(String name, List<String> orders) {
        JavaSparkContext context = context();
        context.setJobGroup(name, name, true);
        try {
            return context.parallelize(orders, orders.size())
                    .map(new SliceTask())
                    .collectAsync()
                    .get();
        } catch (ExecutionException e) {
            throw new IngestException(
                    FailureKind.READ, "Cannot read " + name + " on Spark: " + e.getCause().getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            context.cancelJobGroup(name);
            throw new IngestException(FailureKind.READ, "Cannot read " + name + " on Spark: it was stopped.", e);
        } finally {
            context.clearJobGroup();
        }
    }

    @Override
    public int cores() {
        return amongSparksClasses(() -> context().defaultParallelism());
    }
}
