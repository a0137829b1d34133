package dev.ingest.secret.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import dev.ingest.secret.Secret;
import dev.ingest.secret.azure.LoginStep.Insistence;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ways to log in, in the order that they are tried in. */
final class LoginChain {
    static final String MANAGED = "managed identity";
    private static final Duration CLI = Duration.ofSeconds(20);

    private final LoginSettings settings;
    private final HttpClient http = AzureHttp.client();

    LoginChain(LoginSettings settings) {
        this.settings = settings;
    }

    /** A principal that somebody set goes before an identity that the machine happens to have. */
    List<LoginStep> steps() {
        return List.of(principal(), workload(), managed(), cli());
    }

    private LoginStep principal() {
        return new LoginStep(
                "service principal",
                Insistence.REQUIRED,
                () -> settings.isPrincipal()
                        ? Optional.empty()
                        : Optional.of("neither a client secret nor a certificate is set (AZURE_CLIENT_ID,"
                                + " AZURE_TENANT_ID and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH)"),
                () -> settings.clientSecret().map(this::bySecret).orElseGet(this::byCertificate));
    }

    private TokenCredential bySecret(Secret secret) {
        return known(new ClientSecretCredentialBuilder())
                .clientSecret(secret.reveal())
                .build();
    }

    private TokenCredential byCertificate() {
        String file = settings.certificate().orElseThrow();
        ClientCertificateCredentialBuilder builder = known(new ClientCertificateCredentialBuilder());
        settings.certificatePassword().map(Secret::reveal).ifPresent(builder::clientCertificatePassword);
        return file.toLowerCase(Locale.ROOT).matches(".*\\.(pfx|p12)")
                ? builder.pfxCertificate(file).build()
                : builder.pemCertificate(file).build();
    }

    private LoginStep workload() {
        return new LoginStep(
                "workload identity",
                Insistence.REQUIRED,
                () -> settings.federatedToken().isPresent()
                                && settings.client().isPresent()
                                && settings.tenant().isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                "AZURE_FEDERATED_TOKEN_FILE, AZURE_CLIENT_ID and AZURE_TENANT_ID are not all set"),
                () -> known(new WorkloadIdentityCredentialBuilder())
                        .tokenFilePath(settings.federatedToken().orElseThrow())
                        .build());
    }

    /** Asked of the metadata service only where that answers: off Azure its address leads nowhere, and takes its time. */
    private LoginStep managed() {
        return new LoginStep(
                MANAGED,
                Insistence.OPTIONAL,
                () -> settings.probe()
                        .map(URI::create)
                        .filter(service -> !InstanceMetadata.answers(service))
                        .map(service ->
                                "this machine is none of Azure's (" + service.getAuthority() + " does not answer)"),
                () -> {
                    ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder()
                            .httpClient(http)
                            .retryOptions(AzureHttp.retries());
                    settings.client().ifPresent(builder::clientId);
                    return builder.build();
                });
    }

    private LoginStep cli() {
        return new LoginStep("Azure CLI", Insistence.OPTIONAL, Optional::empty, () -> {
            AzureCliCredentialBuilder builder = new AzureCliCredentialBuilder().processTimeout(CLI);
            settings.tenant().ifPresent(builder::tenantId);
            return builder.build();
        });
    }

    private <T extends AadCredentialBuilderBase<T>> T known(T builder) {
        if (!AzureCloud.isKnown(settings.authority())) {
            builder.disableInstanceDiscovery();
        }
        return builder.authorityHost(settings.authority())
                .tenantId(settings.demand("tenant id", settings.tenant()))
                .clientId(settings.demand("client id", settings.client()))
                .httpClient(http)
                .retryOptions(AzureHttp.retries());
    }
}
