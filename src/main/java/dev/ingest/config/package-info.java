/**
 * What users write: job rows, settings, and the findings that name the cell or key at fault.
 *
 * <p>Start with {@link dev.ingest.config.JobRow} and {@link dev.ingest.config.SettingScope}. Reads no file itself: {@code
 * .workbook} and {@code .toml} do.
 */
@NullMarked
package dev.ingest.config;

import org.jspecify.annotations.NullMarked;
