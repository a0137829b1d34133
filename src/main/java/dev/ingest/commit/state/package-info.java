/**
 * What a dataset remembers: dlt's state, schema and load files, and this program's own intents and manifests.
 *
 * <p>Start with {@link dev.ingest.commit.state.DatasetState} to read and {@link dev.ingest.commit.state.Manifest} for
 * what a load leaves. The only importer of Jackson, which no public signature shows; formats are dlt's, version 1.26 and
 * later.
 */
@NullMarked
package dev.ingest.commit.state;

import org.jspecify.annotations.NullMarked;
