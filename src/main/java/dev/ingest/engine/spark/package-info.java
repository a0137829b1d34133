/**
 * The engine that sends a plan's slices to a Spark cluster.
 *
 * <p>Start with {@link dev.ingest.engine.spark.SparkEngine}.
 */
@NullMarked
package dev.ingest.engine.spark;

import org.jspecify.annotations.NullMarked;
