package dev.ingest.secret.azure;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Why a service gave no answer. */
final class Reach {
    /** What Java's client says of a proxy that answers otherwise than 200; the status follows. */
    static final String NO_TUNNEL = "Tunnel failed, got: ";

    private static final Pattern STATUS = Pattern.compile(NO_TUNNEL + "(\\d{3})");

    private Reach() {}

    /** With the way out; empty when that is not what failed. */
    static Optional<String> fault(Throwable failure, String host) {
        if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            return Optional.of("there is no host " + host + ". Check the name and the network's name service.");
        }
        if (has(failure, SSLException.class)) {
            return Optional.of(
                    isPlain(failure)
                            ? host + " answers in plain HTTP where TLS is expected. Correct the address."
                            : "the certificate of " + host
                                    + " is not trusted. Give Java the trust store of your network:"
                                    + " -Djavax.net.ssl.trustStore=….");
        }
        Optional<String> status = proxyStatus(failure);
        if (status.isPresent()) {
            return status.map(code -> code.equals("407")
                    ? "the proxy asks for a login (407). Write it as HTTPS_PROXY=http://user:password@host:port."
                    : "the proxy does not lead to " + host + " (" + code
                            + "). Have it allowed, or name it in NO_PROXY.");
        }
        if (has(failure, ConnectException.class)
                || has(failure, HttpTimeoutException.class)
                || has(failure, TimeoutException.class)) {
            return Optional.of(host + " does not answer. Check the network and its proxy (HTTPS_PROXY, NO_PROXY).");
        }
        return Optional.empty();
    }

    /** Java has no kind of its own for an answer to a greeting in TLS that is none. */
    private static boolean isPlain(Throwable failure) {
        return String.valueOf(failure).contains("Unsupported or unrecognized SSL message")
                || (failure.getCause() != null && isPlain(failure.getCause()));
    }

    private static Optional<String> proxyStatus(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            Matcher told = STATUS.matcher(String.valueOf(at.getMessage()));
            if (told.find()) {
                return Optional.of(told.group(1));
            }
        }
        return Optional.empty();
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}
