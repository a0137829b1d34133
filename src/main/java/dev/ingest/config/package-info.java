/**
 * What users write: settings, and the findings that name the cell or key at fault; job rows are in {@code row}.
 *
 * <p>Start with {@link dev.ingest.config.SettingScope}. Reads no file itself: {@code .workbook} and {@code .toml} do.
 */
@NullMarked
package dev.ingest.config;

import org.jspecify.annotations.NullMarked;
