/**
 * What users choose of how people and machines are told. Imports {@code java.*} alone.
 *
 * <p>Start with {@link dev.ingest.config.notice.WebhookForm}.
 */
@NullMarked
package dev.ingest.config.notice;

import org.jspecify.annotations.NullMarked;
