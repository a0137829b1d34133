/**
 * ADLS Gen2 and plain blob storage as a landing store, through Hadoop's ABFS client.
 *
 * <p>Start with {@link dev.ingest.landing.adls.AdlsStore}; a way to prove who one is goes into {@link
 * dev.ingest.landing.adls.AdlsIdentity}. With {@code parquet} the only importer of Hadoop, which nothing loads before a
 * store is opened.
 */
@NullMarked
package dev.ingest.landing.adls;

import org.jspecify.annotations.NullMarked;
