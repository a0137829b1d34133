package dev.ingest.secret.azure;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;

/** The service on Azure's own machines that makes tokens for their managed identities. */
final class InstanceMetadata {
    /** Its address is the same on every machine, and leads nowhere off Azure. */
    static final String USUAL = "http://169.254.169.254";

    /** For the connection, and again for the answer. */
    private static final Duration PATIENCE = Duration.ofMillis(450);

    private static final int BAD_REQUEST = 400;

    private InstanceMetadata() {}

    /** Whether {@code service} is it: a request without its header gets no token, and 400 for an answer. */
    static boolean answers(URI service) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    service.resolve("/metadata/identity/oauth2/token").toURL().openConnection(Proxy.NO_PROXY);
            try {
                connection.setConnectTimeout((int) PATIENCE.toMillis());
                connection.setReadTimeout((int) PATIENCE.toMillis());
                return connection.getResponseCode() == BAD_REQUEST;
            } finally {
                connection.disconnect();
            }
        } catch (IOException silent) {
            return false;
        }
    }
}
