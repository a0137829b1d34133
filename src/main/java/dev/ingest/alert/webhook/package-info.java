/**
 * Alerts to an address over HTTP, in the form that whoever listens there takes.
 *
 * <p>Start with {@link dev.ingest.alert.webhook.Webhook}.
 */
@NullMarked
package dev.ingest.alert.webhook;

import org.jspecify.annotations.NullMarked;
