package dev.ingest.secret.azure;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What users say of who they are, by the names of Azure's own tools.
 *
 * @param place where they said it, for messages: {@code environment}
 * @param tenant the directory, by its id or a domain of it
 * @param client the id of a service principal, or of a user-assigned managed identity
 * @param clientSecret a service principal's secret
 * @param certificate the file with a service principal's certificate and key: PEM, or PKCS12 named {@code .pfx} or
 *     {@code .p12}
 * @param certificatePassword of that file
 * @param federatedToken the file that a workload's tokens stand in
 * @param authority Entra ID's address
 * @param probe the metadata service, to be looked for before it is asked; absent where the environment names another
 *     service for managed identities
 */
public record LoginSettings(
        String place,
        Optional<String> tenant,
        Optional<String> client,
        Optional<Secret> clientSecret,
        Optional<String> certificate,
        Optional<Secret> certificatePassword,
        Optional<String> federatedToken,
        String authority,
        Optional<String> probe) {

    /**
     * What the environment says.
     *
     * @param services addresses of what tokens are for: their cloud's authority is asked, unless AZURE_AUTHORITY_HOST names
     *     another
     */
    public static LoginSettings of(Map<String, String> environment, List<String> services) {
        return new LoginSettings(
                "environment",
                value(environment, "AZURE_TENANT_ID"),
                value(environment, "AZURE_CLIENT_ID"),
                value(environment, "AZURE_CLIENT_SECRET").map(Secret::new),
                value(environment, "AZURE_CLIENT_CERTIFICATE_PATH"),
                value(environment, "AZURE_CLIENT_CERTIFICATE_PASSWORD").map(Secret::new),
                value(environment, "AZURE_FEDERATED_TOKEN_FILE"),
                value(environment, "AZURE_AUTHORITY_HOST").orElseGet(() -> AzureCloud.authority(services)),
                value(environment, "IDENTITY_ENDPOINT")
                                .or(() -> value(environment, "MSI_ENDPOINT"))
                                .isPresent()
                        ? Optional.empty()
                        : value(environment, "AZURE_POD_IDENTITY_AUTHORITY_HOST")
                                .or(() -> Optional.of(InstanceMetadata.USUAL)));
    }

    /**
     * These, with another principal.
     *
     * @param where its keys stand, for messages
     */
    public LoginSettings with(
            String where,
            Optional<String> itsTenant,
            Optional<String> itsClient,
            Optional<Secret> itsSecret,
            Optional<String> itsCertificate,
            Optional<Secret> itsPassword) {
        return new LoginSettings(
                where,
                itsTenant.or(() -> tenant),
                itsClient,
                itsSecret,
                itsCertificate,
                itsPassword,
                federatedToken,
                authority,
                probe);
    }

    /** Whether a service principal is meant, by secret or certificate. */
    boolean isPrincipal() {
        return clientSecret.isPresent() || certificate.isPresent();
    }

    /**
     * Refuses half a service principal.
     *
     * @throws IngestException (SECRET) naming what is missing
     */
    public LoginSettings checked() {
        if (isPrincipal()) {
            demand("client id", client);
            demand("tenant id", tenant);
        }
        return this;
    }

    String demand(String what, Optional<String> value) {
        return value.orElseThrow(() -> new IngestException(
                FailureKind.SECRET,
                "Cannot log in to Azure as a service principal: its "
                        + (clientSecret.isPresent() ? "secret" : "certificate")
                        + " is set, its " + what + " is not (" + place
                        + "). Set azure_client_id and azure_tenant_id beside"
                        + " it, or AZURE_CLIENT_ID and AZURE_TENANT_ID in the environment."));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
