/**
 * The command that writes the page.
 *
 * <p>Start with {@link dev.ingest.cli.report.ReportCommand}.
 */
@NullMarked
package dev.ingest.cli.report;

import org.jspecify.annotations.NullMarked;
