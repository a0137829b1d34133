package dev.ingest.engine.spark;

import dev.ingest.spark.OwnClasses;
import dev.ingest.spark.SliceTask;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.CollectionAccumulator;

/** The cluster of the Spark application that this process is the driver of. */
public final class SparkCluster implements Cluster {
    private static final String PARALLELISM = "spark.default.parallelism";
    private static final String INSTANCES = "spark.executor.instances";
    private static final String EXECUTOR_CORES = "spark.executor.cores";

    private static JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(SparkContext.getOrCreate());
    }

    @Override
    public ClusterJob begin(String name, List<String> orders) {
        return amongSparksClasses(() -> begun(name, orders));
    }

    /** Spark finds its Hadoop, and our task, by the thread's class loader. */
    static <T> T amongSparksClasses(Supplier<T> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OwnClasses.around());
        try {
            return call.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Tasks that are cancelled are interrupted, which ends their sessions. */
    private static ClusterJob begun(String name, List<String> orders) {
        JavaSparkContext context = context();
        CollectionAccumulator<String> heard = context.sc().collectionAccumulator(name);
        context.setJobGroup(name, name, true);
        try {
            return new SparkJob(
                    name,
                    heard,
                    context.parallelize(orders, orders.size())
                            .map(new SliceTask(heard))
                            .collectAsync());
        } finally {
            context.clearJobGroup();
        }
    }

    /** Executors that have not come yet count too, where settings say how many there will be. */
    @Override
    public int cores() {
        return amongSparksClasses(() -> {
            JavaSparkContext context = context();
            SparkConf conf = context.getConf();
            return conf.contains(PARALLELISM)
                    ? context.defaultParallelism()
                    : Math.max(
                            context.defaultParallelism(), conf.getInt(INSTANCES, 0) * conf.getInt(EXECUTOR_CORES, 1));
        });
    }

    @Override
    public int coresOfAProcess() {
        return amongSparksClasses(() -> {
            JavaSparkContext context = context();
            return context.isLocal()
                    ? context.defaultParallelism()
                    : context.getConf().getInt(EXECUTOR_CORES, 0);
        });
    }
}
