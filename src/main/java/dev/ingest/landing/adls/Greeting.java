package dev.ingest.landing.adls;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Finds out at once whether a service is there and speaks as it is meant to: ABFS takes silence, or plain HTTP where TLS is
 * meant, for faults that pass, and repeats for many minutes.
 */
final class Greeting {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 10_000;
    /** A lost packet is no silence. */
    private static final int ATTEMPTS = 2;

    private static final int PORT = 443;
    private static final String TLS = "TLS where plain HTTP is expected";
    /** Java has no kind of its own for what a proxy answers. */
    private static final Pattern NO_TUNNEL =
            Pattern.compile("Unable to tunnel through proxy\\. Proxy returns \"HTTP/\\S+ (\\d{3})");

    private Greeting() {}

    /**
     * Returns when somebody speaks as {@code location} says, and when ABFS had better ask again.
     *
     * @throws IOException when nobody answers, or TLS is spoken where plain HTTP is meant, or the reverse
     */
    static void of(AdlsLocation location) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                if (location.transport() == AdlsLocation.Transport.PLAIN) {
                    refuseTls(location.authority());
                } else {
                    ask(location.service());
                }
                return;
            } catch (SocketTimeoutException silent) {
                if (attempt == ATTEMPTS) {
                    throw silent;
                }
            } catch (IOException failure) {
                if (isFinal(failure)) {
                    throw failure;
                }
                return;
            }
        }
    }

    /** Any answer will do; a proxy is asked where the JVM has one. */
    private static void ask(URI service) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) service.toURL().openConnection();
        try {
            connection.setRequestMethod("HEAD");
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            connection.setInstanceFollowRedirects(false);
            if (connection.getResponseCode() == HttpURLConnection.HTTP_PROXY_AUTH) {
                throw new IOException("Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 407\"");
            }
        } finally {
            connection.disconnect();
        }
    }

    private static void refuseTls(String authority) throws IOException {
        int colon = authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        int port = colon < 0 ? PORT : Integer.parseInt(authority.substring(colon + 1));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            socket.setSoTimeout(CONNECT_MILLIS);
            SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, host, port, true)) {
                tls.startHandshake();
            }
        } catch (SSLException refused) {
            if (isPlain(refused) || !isUntrusted(refused)) {
                return;
            }
        }
        throw new SSLException(TLS);
    }

    private static boolean isFinal(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || isTls(failure)
                || isPlain(failure)
                || isUntrusted(failure)
                || proxyStatus(failure).isPresent();
    }

    /** Whether TLS was spoken where plain HTTP was meant. */
    static boolean isTls(Throwable failure) {
        return failure instanceof SSLException && TLS.equals(failure.getMessage());
    }

    /** Whether the answer to a greeting in TLS was none. Java has no kind of its own for that. */
    static boolean isPlain(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SSLException && String.valueOf(at.getMessage()).contains("unrecognized SSL message")) {
                return true;
            }
        }
        return false;
    }

    /** What a proxy answers that does not lead on. */
    static Optional<String> proxyStatus(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            Matcher told = NO_TUNNEL.matcher(String.valueOf(at.getMessage()));
            if (told.find()) {
                return Optional.of(told.group(1));
            }
        }
        return Optional.empty();
    }

    private static boolean isUntrusted(Throwable failure) {
        return failure instanceof SSLHandshakeException && failure.getCause() instanceof CertificateException;
    }
}
