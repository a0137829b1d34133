package dev.ingest.source.rest.exchange;

import dev.ingest.failure.FailureKind;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where requests may go: to the API's own origin, with the proof of who asks, and to those that users named, without. */
final class Origins {
    private static final Pattern NETWORK_OF_THE_MACHINE =
            Pattern.compile("localhost|.*\\.localhost|.*\\.internal|.*\\.local"
                    + "|127\\..*|0\\..*|10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|169\\.254\\..*"
                    + "|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*"
                    + "|\\[(::1?|f[cd].*|fe[89ab].*|::ffff:.*)]");

    private final URI own;
    private final List<URI> others;

    Origins(URI own, List<URI> others) {
        this.own = own;
        this.others = others;
    }

    boolean isOwn(URI address) {
        return same(own, address);
    }

    /**
     * The address that a request goes to. An API behind a proxy that ends TLS writes its links as plain HTTP: they are
     * followed as the base URL is reached.
     */
    URI settled(URI address) throws Fault {
        String scheme = lower(address.getScheme());
        if ((!scheme.equals("http") && !scheme.equals("https")) || address.getHost() == null) {
            throw elsewhere(address, "is no web address");
        }
        if (same(own, address) || others.stream().anyMatch(other -> same(other, address))) {
            return address;
        }
        if (scheme.equals("http")
                && lower(own.getScheme()).equals("https")
                && sameHost(own, address)
                && (address.getPort() < 0 || address.getPort() == 80 || address.getPort() == port(own))) {
            return URI.create(own.getScheme() + "://" + own.getRawAuthority() + rest(address));
        }
        throw elsewhere(
                address,
                NETWORK_OF_THE_MACHINE.matcher(lower(address.getHost())).matches()
                        ? "is inside this machine's own network"
                        : "is another origin than " + printed(own));
    }

    private Fault elsewhere(URI address, String why) {
        return Fault.lasting(
                FailureKind.READ,
                "the API leads to " + printed(address) + ", which " + why,
                "Write base_url as the API's links have it, or name that origin in other_origins, which are asked without"
                        + " proof of who asks");
    }

    private static boolean same(URI left, URI right) {
        return lower(left.getScheme()).equals(lower(right.getScheme()))
                && sameHost(left, right)
                && port(left) == port(right);
    }

    private static boolean sameHost(URI left, URI right) {
        return lower(left.getHost()).equals(lower(right.getHost()));
    }

    private static int port(URI address) {
        return address.getPort() >= 0
                ? address.getPort()
                : lower(address.getScheme()).equals("https") ? 443 : 80;
    }

    private static String rest(URI address) {
        return Optional.ofNullable(address.getRawPath()).orElse("")
                + Optional.ofNullable(address.getRawQuery())
                        .map(query -> "?" + query)
                        .orElse("");
    }

    /** Without path and query, which may hold what is secret. */
    private static String printed(URI address) {
        return address.getHost() == null
                ? address.getScheme() + ":…"
                : address.getScheme() + "://" + address.getHost()
                        + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    private static String lower(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
