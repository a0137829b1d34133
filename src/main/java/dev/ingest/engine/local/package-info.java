/**
 * The engine that streams a plan in this process.
 *
 * <p>Start with {@link dev.ingest.engine.local.LocalEngine}: reader threads fill batches, one thread encodes them.
 */
@NullMarked
package dev.ingest.engine.local;

import org.jspecify.annotations.NullMarked;
