/**
 * A folder of this machine as a landing store, by {@code java.nio} alone: no Hadoop, hence no winutils on Windows.
 *
 * <p>Start with {@link dev.ingest.landing.local.LocalStore}. Never imports Hadoop.
 */
@NullMarked
package dev.ingest.landing.local;

import org.jspecify.annotations.NullMarked;
