/**
 * The door between Spark and the program: the only classes that Spark's own class loader sees.
 *
 * <p>Start with {@link dev.ingest.spark.OwnClasses}.
 */
@NullMarked
package dev.ingest.spark;

import org.jspecify.annotations.NullMarked;
