/**
 * Tells people of a run that failed, went well again, or is not as usual: one message a run, to each channel that is set.
 *
 * <p>Start with {@link dev.ingest.alert.AlertText}, which decides what is said, and {@link dev.ingest.alert.AlertChannel}.
 * Never imports a channel; no secret is in a message.
 */
@NullMarked
package dev.ingest.alert;

import org.jspecify.annotations.NullMarked;
