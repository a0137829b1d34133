/**
 * Commands that ask sources and destination and read no rows.
 *
 * <p>Start with {@link dev.ingest.cli.source.CheckCommand}.
 */
@NullMarked
package dev.ingest.cli.source;

import org.jspecify.annotations.NullMarked;
