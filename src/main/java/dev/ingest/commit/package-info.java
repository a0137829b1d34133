/**
 * Makes a staged load count, in a fixed order, and takes back what a crash left.
 *
 * <p>Start with {@link dev.ingest.commit.Committer}. Never imports {@code engine} or {@code source}.
 */
@NullMarked
package dev.ingest.commit;

import org.jspecify.annotations.NullMarked;
