package dev.ingest.secret.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import dev.ingest.secret.Secret;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Shows a proxy the login that the JVM has for it. Java's client, given an authenticator, would drop the login that the service
 * is shown; this header goes to the proxy alone.
 */
record ProxyLogin(HttpClient client) implements HttpClient {
    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return client.send(shown(request)).map(ProxyLogin::led);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return client.send(shown(request), context).map(ProxyLogin::led);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        return led(client.sendSync(shown(request), context));
    }

    /** The proxy's own refusal comes as an answer without a body, which Azure's clients stumble over. */
    private static HttpResponse led(HttpResponse response) {
        if (response.getStatusCode() == HttpURLConnection.HTTP_PROXY_AUTH) {
            throw new UncheckedIOException(new ConnectException(Reach.NO_TUNNEL + HttpURLConnection.HTTP_PROXY_AUTH));
        }
        return response;
    }

    private static HttpRequest shown(HttpRequest request) {
        login(request.getUrl())
                .ifPresent(login -> request.setHeader(HttpHeaderName.PROXY_AUTHORIZATION, "Basic " + login.reveal()));
        return request;
    }

    private static Optional<Secret> login(URL url) {
        return Optional.ofNullable(Authenticator.getDefault())
                .flatMap(known -> proxy(url).flatMap(proxy -> Optional.ofNullable(asked(known, proxy, url))))
                .map(login -> login.getUserName() + ":" + new String(login.getPassword()))
                .map(login -> new Secret(Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))));
    }

    private static PasswordAuthentication asked(Authenticator known, InetSocketAddress proxy, URL url) {
        return known.requestPasswordAuthenticationInstance(
                proxy.getHostString(),
                proxy.getAddress(),
                proxy.getPort(),
                "http",
                "",
                "basic",
                url,
                Authenticator.RequestorType.PROXY);
    }

    private static Optional<InetSocketAddress> proxy(URL url) {
        try {
            return ProxySelector.getDefault().select(url.toURI()).stream()
                    .map(proxy -> proxy.address())
                    .filter(InetSocketAddress.class::isInstance)
                    .map(InetSocketAddress.class::cast)
                    .findFirst();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
