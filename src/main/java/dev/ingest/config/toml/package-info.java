/**
 * Settings and secrets in TOML, as dlt's users keep them in {@code .dlt/}.
 *
 * <p>Start with {@link dev.ingest.config.toml.TomlFile}. Nothing else imports tomlj.
 */
@NullMarked
package dev.ingest.config.toml;

import org.jspecify.annotations.NullMarked;
