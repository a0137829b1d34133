/**
 * Azure's identities, and Key Vault.
 *
 * <p>Start with {@link dev.ingest.secret.azure.AzureLogin}: one is shared by all that a run shows itself to. The only
 * importer of Azure's clients, which nothing loads before a token or a vault is asked for.
 */
@NullMarked
package dev.ingest.secret.azure;

import org.jspecify.annotations.NullMarked;
