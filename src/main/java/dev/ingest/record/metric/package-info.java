/**
 * Runs and jobs as Prometheus reads them, in a file for node_exporter's textfile collector; the only importer of Prometheus'
 * client.
 *
 * <p>Start with {@link dev.ingest.record.metric.MetricsFile}.
 */
@NullMarked
package dev.ingest.record.metric;

import org.jspecify.annotations.NullMarked;
