package dev.ingest.secret.azure;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Entra ID's answers mean to the person who has to act on them. */
final class LoginFailure {
    private static final Pattern CODE = Pattern.compile("AADSTS(\\d+)");

    /** By Entra ID's code. */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("7000215", "the client secret is wrong. Copy the secret's value, not its id"),
            Map.entry(
                    "7000222",
                    "the client secret has expired. Make a new one: az ad app credential reset --id <client id>"),
            Map.entry("700016", "there is no such application in this tenant. Check client id and tenant id"),
            Map.entry("90002", "there is no such tenant. Check the tenant id"),
            Map.entry("900023", "there is no such tenant. Check the tenant id"),
            Map.entry(
                    "700027", "the certificate is not the application's, or has expired. Upload it to the application"),
            Map.entry("700024", "the login's time does not fit Entra ID's. Set this machine's clock"),
            Map.entry(
                    "70021",
                    "the workload's token is not one that the application trusts. Check its federated credential"),
            Map.entry(
                    "700211",
                    "the workload's token is not one that the application trusts. Check its federated credential"),
            Map.entry(
                    "700213",
                    "the workload's token is not one that the application trusts. Check its federated credential"),
            Map.entry("500011", "the tenant does not know the service that the token is for. Check the tenant id"),
            Map.entry("7000112", "the application is switched off. Have it enabled in Entra ID"),
            Map.entry("53003", "a conditional access policy blocks the login. Have this machine's address allowed"));

    private static final Pattern ADVICE = Pattern.compile("(?s)\\s*To mitigate this issue.*");
    private static final int MOST = 300;

    private final LoginSettings settings;

    LoginFailure(LoginSettings settings) {
        this.settings = settings;
    }

    IngestException refused(String kind, RuntimeException cause) {
        return new IngestException(
                FailureKind.SECRET,
                "Cannot log in to Azure as " + kind
                        + settings.client().map(id -> " " + id).orElse("")
                        + settings.tenant().map(id -> " of tenant " + id).orElse("") + " (" + settings.place()
                        + "): " + reason(cause),
                cause);
    }

    IngestException nobody(List<String> reasons) {
        return new IngestException(
                FailureKind.SECRET,
                "Cannot log in to Azure: no login works. Tried " + String.join("; ", reasons)
                        + (reasons.isEmpty() ? "" : " ")
                        + "Set a service principal, run on a machine with a managed identity, or run az login;"
                        + " KEYVAULT_SETUP.md shows each.");
    }

    /** In a sentence or two, the way out among them. */
    String reason(Throwable cause) {
        Optional<String> fault =
                Reach.fault(cause, URI.create(settings.authority()).getAuthority());
        if (fault.isPresent()) {
            return fault.get();
        }
        String said = said(cause);
        Matcher code = CODE.matcher(said);
        if (code.find()) {
            String meaning = MEANINGS.get(code.group(1));
            return meaning == null ? shortened(said.substring(code.start())) : meaning + " (" + code.group() + ").";
        }
        return said.contains("Multiple user assigned")
                ? "this machine has several identities. Name one by its client id: AZURE_CLIENT_ID or azure_client_id."
                : shortened(said);
    }

    /** The innermost words: those around them say that a login failed, and link to a page. */
    private static String said(Throwable cause) {
        String said = "";
        for (Throwable at = cause; at != null; at = at.getCause()) {
            String message = at.getMessage();
            said = message == null || message.isBlank() ? said : message;
        }
        return ADVICE.matcher(said).replaceFirst("");
    }

    private static String shortened(String said) {
        String line = said.strip().lines().findFirst().orElse("no reason is given");
        return (line.length() > MOST ? line.substring(0, MOST) + "…" : line).replaceFirst("[. ]*$", ".");
    }
}
