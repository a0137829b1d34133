/** What a run tells as it happens, and to whom. Start with {@link dev.ingest.run.event.RunListener}. */
@NullMarked
package dev.ingest.run.event;

import org.jspecify.annotations.NullMarked;
