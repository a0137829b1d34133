package dev.ingest.landing.adls;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Stands between the program and a storage service, and spoils the requests that it is told to. */
public final class FaultyProxy implements AutoCloseable {
    private static final Set<String> OWN_HEADERS = Set.of(
            "host", "connection", "content-length", "transfer-encoding", "expect", "upgrade", "keep-alive", ":status");

    /** What goes wrong with a request. */
    public enum Fault {
        /** 500, nothing done. */
        SERVER_ERROR,
        /** 503, nothing done. */
        BUSY,
        /** 429, nothing done. */
        THROTTLED,
        /** Done, but the connection ends before the answer. */
        ANSWER_LOST,
        /** The connection is reset while the request comes; nothing done. */
        UPLOAD_RESET,
        /** Done, and the connection is reset in the middle of the answer. */
        DOWNLOAD_RESET,
        /** No answer ever comes; nothing done. */
        STALLED
    }

    /**
     * What is asked of the service.
     *
     * @param path decoded, from the account on
     * @param renames whether it is what a rename is made of: a copy, or the DFS endpoint's own operation
     */
    public record Request(String method, String path, String query, boolean renames) {}

    private final int target;
    private final boolean secure;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private volatile Optional<String> conflict = Optional.empty();
    private volatile Function<Request, Optional<Fault>> choice = request -> Optional.empty();

    private FaultyProxy(int target, boolean secure) {
        // Without it each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.target = target;
        this.secure = secure;
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            if (secure) {
                HttpsServer https = HttpsServer.create(address, 0);
                https.setHttpsConfigurator(
                        new HttpsConfigurator(TestCertificate.trusted().serverContext()));
                server = https;
            } else {
                server = HttpServer.create(address, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Before a service on a port of this machine that speaks plain HTTP, as does this proxy. */
    public static FaultyProxy before(int port) {
        return new FaultyProxy(port, false);
    }

    /** The same, itself speaking HTTPS under the certificate of {@link TestCertificate}. */
    public static FaultyProxy secureBefore(int port) {
        return new FaultyProxy(port, true);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** From now on each request fails as {@code chosen} says, which several threads ask. */
    public void spoil(Function<Request, Optional<Fault>> chosen) {
        choice = chosen;
    }

    /** From now on each request that would change something is answered 409 with this code, as by the DFS endpoint. */
    public void conflict(String code) {
        conflict = Optional.of(code);
    }

    /** From now on all goes well. */
    public void heal() {
        conflict = Optional.empty();
        choice = request -> Optional.empty();
    }

    /** How many requests have come. */
    public int requests() {
        return requests.get();
    }

    /** What went wrong since the last call. */
    public List<Fault> happened() {
        List<Fault> happened = List.copyOf(faults);
        faults.clear();
        return happened;
    }

    /** A store behind this proxy that repeats a failed request twice, at once, and waits half a second for an answer. */
    public AdlsStore open(String containerAndPrefix) {
        AdlsLocation location = AdlsLocation.parse(
                "az://" + containerAndPrefix, Optional.of(Azurite.ACCOUNT), Optional.of("127.0.0.1:" + port()));
        Map<String, String> settings = new HashMap<>(Map.of(
                "fs.azure.always.use.https", Boolean.toString(secure),
                "fs.azure.http.read.timeout", "500",
                "fs.azure.io.retry.max.retries", "2",
                "fs.azure.io.retry.min.backoff.interval", "1",
                "fs.azure.io.retry.backoff.interval", "1",
                "fs.azure.io.retry.max.backoff.interval", "1",
                "fs.azure.static.retry.interval", "1"));
        return AdlsStore.open(location, Azurite.KEY, settings);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        Optional<Fault> fault = choice.apply(request(exchange));
        fault.ifPresent(faults::add);
        if (fault.filter(own -> own == Fault.STALLED).isPresent()) {
            // An exchange that is left open: the client waits.
            return;
        }
        try (exchange) {
            if (conflict.isPresent() && !exchange.getRequestMethod().matches("GET|HEAD")) {
                exchange.getRequestBody().readAllBytes();
                byte[] body = ("{\"error\":{\"code\":\"" + conflict.get() + "\",\"message\":\"says the proxy\"}}")
                        .getBytes(UTF_8);
                exchange.getResponseHeaders().set("x-ms-error-code", conflict.get());
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(409, body.length);
                exchange.getResponseBody().write(body);
                return;
            }
            if (fault.isEmpty()) {
                answer(exchange, forward(exchange));
                return;
            }
            switch (fault.get()) {
                case SERVER_ERROR -> refuse(exchange, 500, "InternalError");
                case BUSY -> refuse(exchange, 503, "ServerBusy");
                case THROTTLED -> refuse(exchange, 429, "TooManyRequests");
                case ANSWER_LOST -> forward(exchange);
                case DOWNLOAD_RESET -> answerHalf(exchange, forward(exchange));
                default -> readHalf(exchange);
            }
        }
    }

    private static Request request(HttpExchange exchange) {
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                exchange.getRequestHeaders().containsKey("x-ms-copy-source")
                        || exchange.getRequestHeaders().containsKey("x-ms-rename-source"));
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + target + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!isOwn(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        begin(exchange, answer);
        if (!exchange.getRequestMethod().equals("HEAD") && answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static void answerHalf(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        if (answer.body().length > 1 && !exchange.getRequestMethod().equals("HEAD")) {
            begin(exchange, answer);
            OutputStream body = exchange.getResponseBody();
            body.write(answer.body(), 0, answer.body().length / 2);
            body.flush();
        }
    }

    private static void begin(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!isOwn(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            answer.headers()
                    .firstValue("content-length")
                    .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
        }
        exchange.sendResponseHeaders(
                answer.statusCode(), head || answer.body().length == 0 ? -1 : answer.body().length);
    }

    /** Leaves bytes unread, so that the system answers with a reset. */
    private static void readHalf(HttpExchange exchange) throws IOException {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        InputStream body = exchange.getRequestBody();
        body.readNBytes(length == null ? 0 : Integer.parseInt(length) / 2);
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("x-ms-error-code", code);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        byte[] body = ("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>" + code
                        + " says the proxy.</Message></Error>")
                .getBytes(UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static boolean isOwn(String header) {
        return OWN_HEADERS.contains(header.toLowerCase(Locale.ROOT));
    }
}
