/**
 * What lies where in home and lake, and what of it nobody needs any more. Reads only.
 *
 * <p>Start with {@link dev.ingest.run.tidy.Inventory}.
 */
@NullMarked
package dev.ingest.run.tidy;

import org.jspecify.annotations.NullMarked;
