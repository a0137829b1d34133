package dev.ingest.source.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** An API on loopback whose answers a test decides on; it remembers what it was asked. */
public final class TestApi implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Answer> answers;

    public TestApi(Function<Asked, Answer> answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Answers in their order, the last one for ever. */
    public static TestApi inTurn(Answer... answers) {
        List<Integer> turn = new CopyOnWriteArrayList<>();
        return new TestApi(asked -> {
            turn.add(1);
            return answers[Math.min(turn.size(), answers.length) - 1];
        });
    }

    /** A request as it came. */
    public record Asked(
            String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        /** A parameter as a number. */
        public int number(String name, int fallback) {
            return Optional.ofNullable(query.get(name)).map(Integer::valueOf).orElse(fallback);
        }
    }

    /** An answer. */
    public static final class Answer {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;
        /** Bytes that it promises and never sends. */
        private final int missing;
        /** Whether the connection then stays open. */
        private final boolean hold;

        private Answer(int status, Map<String, String> headers, byte[] body, int missing, boolean hold) {
            this.status = status;
            this.headers = headers;
            this.body = body;
            this.missing = missing;
            this.hold = hold;
        }

        public static Answer of(int status, String body) {
            return new Answer(
                    status,
                    Map.of("Content-Type", "application/json"),
                    body.getBytes(StandardCharsets.UTF_8),
                    0,
                    false);
        }

        public static Answer json(String body) {
            return of(200, body);
        }

        public Answer with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Answer(status, more, body, missing, hold);
        }

        /** The last bytes are left out, and nothing shows it but the body. */
        public Answer without(int bytes) {
            return new Answer(status, headers, Arrays.copyOf(body, body.length - bytes), missing, hold);
        }

        /** The connection breaks before the last bytes. */
        public Answer broken() {
            return new Answer(status, headers, body, 10, false);
        }

        /** The last bytes never come. */
        public Answer stuck() {
            return new Answer(status, headers, body, 10, true);
        }

        public Answer zipped() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
                zip.write(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Answer(status, headers, bytes.toByteArray(), missing, hold).with("Content-Encoding", "gzip");
        }
    }

    public void answer(Function<Asked, Answer> other) {
        answers = other;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was asked so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Asked request = asked(exchange);
        asked.add(request);
        Answer answer = answers.apply(request);
        answer.headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        int length = answer.body.length + answer.missing;
        exchange.sendResponseHeaders(answer.status, length == 0 ? -1 : length);
        OutputStream body = exchange.getResponseBody();
        if (length > 0) {
            body.write(answer.body);
            body.flush();
        }
        if (!answer.hold) {
            exchange.close();
        }
    }

    private static Asked asked(HttpExchange exchange) throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
            String[] pair = part.split("=", 2);
            query.put(decoded(pair[0]), pair.length < 2 ? "" : decoded(pair[1]));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Asked(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), query, headers, body);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
