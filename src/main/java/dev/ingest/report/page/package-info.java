/**
 * A history as one HTML page, which needs neither network nor script to be read.
 *
 * <p>Start with {@link dev.ingest.report.page.Page}. Every text goes through {@code Html}, which escapes it.
 */
@NullMarked
package dev.ingest.report.page;

import org.jspecify.annotations.NullMarked;
