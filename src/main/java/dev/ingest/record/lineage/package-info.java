/**
 * Runs and jobs as OpenLineage's events, to a file or a service; the only importer of OpenLineage's client, of which the model
 * alone is used.
 *
 * <p>Start with {@link dev.ingest.record.lineage.LineageListener}.
 */
@NullMarked
package dev.ingest.record.lineage;

import org.jspecify.annotations.NullMarked;
