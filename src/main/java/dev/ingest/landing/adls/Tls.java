package dev.ingest.landing.adls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Finds out at once whether a service speaks TLS: ABFS takes plain HTTP for a fault of the network and repeats for minutes. */
final class Tls {
    private static final int MILLIS = 10_000;
    private static final int PORT = 443;
    private static final String TLS = "TLS where plain HTTP is expected";

    private Tls() {}

    /**
     * Returns when the endpoint of {@code location} speaks as the location says, or when there is nothing to be said of it.
     *
     * @throws SSLException when it speaks TLS where plain HTTP is meant, or the reverse
     */
    static void expect(AdlsLocation location) throws SSLException {
        if (location.endpoint().isEmpty() || System.getProperty("https.proxyHost") != null) {
            return;
        }
        String endpoint = location.endpoint().get();
        int colon = endpoint.lastIndexOf(':');
        String host = colon < 0 ? endpoint : endpoint.substring(0, colon);
        int port = colon < 0 ? PORT : Integer.parseInt(endpoint.substring(colon + 1));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), MILLIS);
            socket.setSoTimeout(MILLIS);
            SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, host, port, true)) {
                tls.startHandshake();
            }
            refuseTls(location);
        } catch (SSLHandshakeException untrusted) {
            refuseTls(location);
        } catch (SSLException refused) {
            if (isTls(refused) || (isPlain(refused) && location.transport() == AdlsLocation.Transport.TLS)) {
                throw refused;
            }
        } catch (IOException silent) {
            // ABFS asks again, and says what comes of it.
            return;
        }
    }

    private static void refuseTls(AdlsLocation location) throws SSLException {
        if (location.transport() == AdlsLocation.Transport.PLAIN) {
            throw new SSLException(TLS);
        }
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
}
