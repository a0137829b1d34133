package dev.ingest.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A price list behind a REST API of the demo's own: pages by offset, fields within fields, lists within records. */
final class DemoApi implements AutoCloseable {
    static final String TOKEN = "demo-token";
    private static final long PRODUCTS = 2_345;
    private static final Pattern NUMBER = Pattern.compile("(offset|limit)=(\\d+)");

    private final HttpServer server;

    private DemoApi(HttpServer server) {
        this.server = server;
    }

    static DemoApi start() throws IOException {
        DemoApi api = new DemoApi(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        api.server.createContext("/v1/products", DemoApi::answer);
        api.server.start();
        return api;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How many records a resource has. */
    long rows() {
        return PRODUCTS;
    }

    private static void answer(HttpExchange exchange) {
        try (exchange) {
            boolean known =
                    ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = (known ? page(exchange.getRequestURI().getQuery()) : "{\"error\": \"who are you?\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page(String query) {
        long offset = 0;
        long limit = 100;
        Matcher matcher = NUMBER.matcher(query);
        while (matcher.find()) {
            long number = Long.parseLong(matcher.group(2));
            offset = matcher.group(1).equals("offset") ? number : offset;
            limit = matcher.group(1).equals("limit") ? number : limit;
        }
        return LongStream.range(offset, Math.min(offset + limit, PRODUCTS))
                .mapToObj(DemoApi::product)
                .collect(Collectors.joining(",", "{\"total\": " + PRODUCTS + ", \"products\": [", "]}"));
    }

    private static String product(long id) {
        return String.format(Locale.ROOT, """
                {"id": %d, "name": "product %1$d", "price": {"amount": %1$d.9900000000001, "currency": "EUR"},
                 "tags": [{"name": "a"}, {"name": "b"}], "updatedAt": "2026-01-27T10:00:00Z"}""", id);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
