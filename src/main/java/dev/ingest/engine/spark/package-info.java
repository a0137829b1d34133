/**
 * The engine that sends a plan's slices to a Spark cluster: orders and answers travel as JSON, rows never.
 *
 * <p>Start with {@link dev.ingest.engine.spark.SparkEngine}. Only {@link dev.ingest.engine.spark.SparkCluster} and its job touch
 * Spark, by what 3.5 and 4 have in common, with either Scala. What an executor does with an order is
 * {@code dev.ingest.wiring.SparkSlices}.
 */
@NullMarked
package dev.ingest.engine.spark;

import org.jspecify.annotations.NullMarked;
