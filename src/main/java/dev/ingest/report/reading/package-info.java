/**
 * Reads what runs left, on this machine and in the lake, to a history.
 *
 * <p>Start with {@link dev.ingest.report.reading.AuditTrail}. What is damaged is named and passed over.
 */
@NullMarked
package dev.ingest.report.reading;

import org.jspecify.annotations.NullMarked;
