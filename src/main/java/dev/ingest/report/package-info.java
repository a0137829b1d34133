/**
 * Run history for people: one HTML page from what runs left behind.
 *
 * <p>Start with {@link dev.ingest.report.Report}. What is known comes from {@code history} and {@code reading}, how it looks
 * from {@code page}.
 */
@NullMarked
package dev.ingest.report;

import org.jspecify.annotations.NullMarked;
