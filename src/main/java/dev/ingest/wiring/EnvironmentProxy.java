package dev.ingest.wiring;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxy that {@code HTTPS_PROXY} names, for HTTPS to hosts that {@code NO_PROXY} does not; everything else goes as the JVM
 * would have it.
 */
final class EnvironmentProxy extends ProxySelector {
    /** Compiled where it is used: few runs have a proxy. */
    private static final String ADDRESS =
            "(?:http://)?(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<host>[^:@/\\[\\]]+|\\[[0-9a-fA-F:.]+])"
                    + "(?::(?<port>\\d{1,5}))?/?";

    private static final int USUAL_PORT = 80;

    private final ProxySelector others;
    private final Proxy proxy;
    private final NoProxy exceptions;

    private EnvironmentProxy(ProxySelector others, Proxy proxy, NoProxy exceptions) {
        this.others = others;
        this.proxy = proxy;
        this.exceptions = exceptions;
    }

    /**
     * Has this process go by the proxy that {@code environment} names, where the JVM was not told of another.
     *
     * @throws IngestException (CONFIG) for an address that is none of an HTTP proxy
     */
    static void use(Map<String, String> environment) {
        if (System.getProperty("https.proxyHost") == null
                && !(ProxySelector.getDefault() instanceof EnvironmentProxy)) {
            value(environment, "HTTPS_PROXY").ifPresent(address -> use(address, value(environment, "NO_PROXY")));
        }
    }

    private static void use(String address, Optional<String> exceptions) {
        Matcher parts = Pattern.compile(ADDRESS).matcher(address);
        if (!parts.matches()) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use HTTPS_PROXY: it is no address of an HTTP proxy. Write http://host:port, or"
                            + " http://user:password@host:port.");
        }
        int port = parts.group("port") == null ? USUAL_PORT : Integer.parseInt(parts.group("port"));
        InetSocketAddress host = InetSocketAddress.createUnresolved(parts.group("host"), port);
        if (parts.group("user") != null) {
            logIn(
                    host,
                    decoded(parts.group("user")),
                    new Secret(
                            decoded(Optional.ofNullable(parts.group("password")).orElse(""))));
        }
        ProxySelector.setDefault(new EnvironmentProxy(
                ProxySelector.getDefault(), new Proxy(Proxy.Type.HTTP, host), new NoProxy(exceptions.orElse(""))));
    }

    /** Java sends no password to a proxy on the way to HTTPS unless this property is empty. */
    private static void logIn(InetSocketAddress host, String user, Secret password) {
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY
                                && getRequestingHost().equals(host.getHostString())
                                && getRequestingPort() == host.getPort()
                        ? new PasswordAuthentication(user, password.reveal().toCharArray())
                        : super.getPasswordAuthentication();
            }
        });
    }

    @Override
    public List<Proxy> select(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null
                ? List.of(exceptions.names(uri.getHost(), uri.getPort()) ? Proxy.NO_PROXY : proxy)
                : others.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        others.connectFailed(uri, address, failure);
    }

    /** In lower case as well, which goes before, as with curl. */
    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
