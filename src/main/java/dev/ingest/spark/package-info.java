/**
 * The door between Spark and the program: the only classes of the jar that Spark's own class loader works with. All others are
 * loaded by {@link dev.ingest.spark.OwnClasses}, in the driver as in executors, so that Parquet, Hadoop and Jackson of the jar
 * never meet Spark's. Imports nothing of the program.
 *
 * <p>Start with {@link dev.ingest.spark.OwnClasses}.
 */
@NullMarked
package dev.ingest.spark;

import org.jspecify.annotations.NullMarked;
