/**
 * Alerts by mail; the only importer of Jakarta Mail.
 *
 * <p>Start with {@link dev.ingest.alert.mail.Mail}.
 */
@NullMarked
package dev.ingest.alert.mail;

import org.jspecify.annotations.NullMarked;
