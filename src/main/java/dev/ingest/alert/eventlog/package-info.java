/**
 * Alerts in Windows' event log.
 *
 * <p>Start with {@link dev.ingest.alert.eventlog.EventLog}.
 */
@NullMarked
package dev.ingest.alert.eventlog;

import org.jspecify.annotations.NullMarked;
