/**
 * Secrets, where they are named and where they are found.
 *
 * <p>Start with {@link dev.ingest.secret.SecretStore}. A {@link dev.ingest.secret.Secret} prints as {@code ***}
 * wherever it goes.
 */
@NullMarked
package dev.ingest.secret;

import org.jspecify.annotations.NullMarked;
