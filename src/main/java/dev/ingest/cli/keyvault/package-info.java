/**
 * Commands that move secrets into a key vault.
 *
 * <p>Start with {@link dev.ingest.cli.keyvault.KeyVaultCommand}.
 */
@NullMarked
package dev.ingest.cli.keyvault;

import org.jspecify.annotations.NullMarked;
