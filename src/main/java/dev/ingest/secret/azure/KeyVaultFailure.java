package dev.ingest.secret.azure;

import com.azure.core.exception.HttpResponseException;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Key Vault's answers mean to the person who has to act on them. */
final class KeyVaultFailure {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private static final Pattern INNER = Pattern.compile("\"innererror\"\\s*:\\s*\\{\\s*\"code\"\\s*:\\s*\"(\\w+)\"");
    private static final Pattern OUTER = Pattern.compile("\"code\"\\s*:\\s*\"(\\w+)\"");
    private static final Pattern ADDRESS = Pattern.compile("[Cc]lient address: ([0-9A-Fa-f.:]{3,45})");

    private final String host;

    KeyVaultFailure(String host) {
        this.host = host;
    }

    /** The answer to a request for one secret, where there is a vault that says something of it alone. */
    Optional<KeyVaultAnswer> ofOne(String name, RuntimeException failure) {
        if (!(failure instanceof HttpResponseException answered) || answered.getResponse() == null) {
            return Optional.empty();
        }
        int status = answered.getResponse().getStatusCode();
        String code = code(failure);
        if (status == NOT_FOUND && code.equals("SecretNotFound")) {
            return Optional.of(new KeyVaultAnswer.Absent());
        }
        if (status == FORBIDDEN && code.equals("SecretDisabled")) {
            return Optional.of(disabled(name));
        }
        return status == FORBIDDEN && isOfRights(code)
                ? Optional.of(new KeyVaultAnswer.Denied(ofAll(failure)))
                : Optional.empty();
    }

    KeyVaultAnswer disabled(String name) {
        return unusable(
                name,
                "disabled",
                "it is disabled",
                "Enable it: az keyvault secret set-attributes --enabled true --vault-name " + name() + " --name "
                        + name);
    }

    KeyVaultAnswer expired(String name, String when) {
        return unusable(
                name,
                "expired",
                "it expired at " + when,
                "Put a new one into the vault: az keyvault secret set --vault-name " + name() + " --name " + name);
    }

    KeyVaultAnswer notYet(String name, String when) {
        return unusable(name, "not yet valid", "it is not valid before " + when, "Change the date in the vault");
    }

    /** What keeps every secret from being read. */
    IngestException ofAll(RuntimeException failure) {
        if (failure instanceof IngestException known) {
            return known;
        }
        Optional<String> fault = Reach.fault(failure, host);
        if (fault.isPresent()) {
            return cannot(fault.get(), failure);
        }
        if (failure instanceof HttpResponseException answered && answered.getResponse() != null) {
            return cannot(answer(answered.getResponse().getStatusCode(), code(failure), failure), failure);
        }
        return cannot(
                String.valueOf(failure.getMessage()).contains("challenge")
                        ? noVault()
                        : failure.getClass().getSimpleName() + ". Look at the network, then run again.",
                failure);
    }

    private String answer(int status, String code, RuntimeException failure) {
        if (code.equals("ForbiddenByFirewall") || code.equals("ForbiddenByConnection")) {
            return "its firewall keeps this machine out (" + code + address(failure)
                    + "). Allow the address: az keyvault" + " network-rule add --name " + name()
                    + " --ip-address <address>, or use its private endpoint.";
        }
        if (status == FORBIDDEN) {
            return "the login may not read its secrets (" + code
                    + "). Grant it the role Key Vault Secrets User, or get in" + " the vault's access policies.";
        }
        if (status == UNAUTHORIZED) {
            return "it does not take the login (" + code + "). Check that vault and login are of one tenant, and this"
                    + " machine's clock.";
        }
        if (status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
            return "it is busy or failing (" + status + " " + code + ") and stayed so. Run again later.";
        }
        return status == NOT_FOUND
                ? noVault()
                : "it answers " + status + " " + code + ". Look the code up, then run again.";
    }

    private String noVault() {
        return "what answers there is no key vault. Correct AZURE_KEY_VAULT_URL: https://<name>.vault.azure.net.";
    }

    private String name() {
        return host.substring(0, (host + ".").indexOf('.'));
    }

    private static String address(RuntimeException failure) {
        Matcher found = ADDRESS.matcher(String.valueOf(failure.getMessage()));
        return found.find() ? ", it sees " + found.group(1) : "";
    }

    private static boolean isOfRights(String code) {
        return code.equals("ForbiddenByRbac") || code.equals("ForbiddenByPolicy");
    }

    private static String code(RuntimeException failure) {
        String said = String.valueOf(failure.getMessage());
        Matcher inner = INNER.matcher(said);
        if (inner.find()) {
            return inner.group(1);
        }
        Matcher outer = OUTER.matcher(said);
        return outer.find() ? outer.group(1) : "no code";
    }

    private KeyVaultAnswer unusable(String name, String state, String why, String wayOut) {
        return new KeyVaultAnswer.Unusable(
                state,
                new IngestException(
                        FailureKind.SECRET,
                        "Cannot use the secret " + name + " of the key vault " + host + ": " + why + ". " + wayOut
                                + "."));
    }

    private IngestException cannot(String why, RuntimeException cause) {
        return new IngestException(FailureKind.SECRET, "Cannot use the key vault " + host + ": " + why, cause);
    }
}
