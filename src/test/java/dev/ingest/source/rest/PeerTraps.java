package dev.ingest.source.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Ten small APIs on loopback, one a path, each with a habit that costs an inattentive reader rows, digits or its token. Records
 * are {@code {"id": n}} below {@code data}, n from 0; {@code page} counts pages of ten from 0, {@code offset} and {@code limit}
 * count records.
 */
public final class PeerTraps implements AutoCloseable {
    /** What a request proves itself with, as a bearer; without it the answer is 401. */
    public static final String TOKEN = "only-for-this-origin";

    private static final int PAGE = 10;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final AtomicInteger stolen = new AtomicInteger();
    private final HttpServer stranger = server();
    private final HttpServer server = server();

    public PeerTraps() {
        trap("/capped", asked -> piece(asked, 500, 1700));
        trap("/short", asked -> asked.page() == 2 ? records(20, 4) : page(asked, 5));
        trap("/error", asked -> asked.page() == 2 ? "{\"error\": \"try again later\"}" : page(asked, 5));
        trap("/html", asked -> asked.page() == 2 ? "<html><body>Sign in</body></html>" : page(asked, 5));
        trap("/object", asked -> asked.page() == 2 ? "{\"data\": {\"20\": {\"id\": 20}}}" : page(asked, 5));
        trap("/total", asked -> with(piece(asked, PAGE, 30), "\"total\": 50"));
        trap("/elsewhere", asked -> with(records(0, PAGE), next(address(stranger) + "/more")));
        trap("/repeating", asked -> with(records(0, PAGE), next(address() + "/repeating?page=" + (asked.page() + 1))));
        trap("/digits", asked -> "{\"data\": [{\"id\": 0, \"amount\": 12345678901234567890123456789}]}");
        trap("/twice", asked -> "{\"data\": [{\"id\": 0, \"amount\": 5, \"amount\": 7}]}");
        server.createContext(
                "/asked",
                exchange -> answer(
                        exchange,
                        200,
                        Integer.toString(requests("/" + exchange.getRequestURI().getQuery()))));
        server.createContext("/stolen", exchange -> answer(exchange, 200, Integer.toString(stolen.get())));
        stranger.createContext("/", exchange -> {
            if (proven(exchange)) {
                stolen.incrementAndGet();
            }
            answer(exchange, 200, records(PAGE, PAGE));
        });
    }

    /** A request's query. */
    private record Asked(String query) {
        private static final Pattern PARAM = Pattern.compile("(\\w+)=(\\d+)");

        int number(String name, int fallback) {
            Matcher params = PARAM.matcher(query);
            while (params.find()) {
                if (params.group(1).equals(name)) {
                    return Integer.parseInt(params.group(2));
                }
            }
            return fallback;
        }

        int page() {
            return number("page", 0);
        }
    }

    /** Serves until its input ends; its output is the address. */
    public static void main(String[] arguments) throws IOException {
        try (PeerTraps traps = new PeerTraps()) {
            System.out.println(traps.address());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** {@code http://127.0.0.1:…}, with no slash at its end. */
    public String address() {
        return address(server);
    }

    /** How often {@code path} was asked for with the token. */
    public int requests(String path) {
        return requests.getOrDefault(path, new AtomicInteger()).get();
    }

    /** How many requests took the token to the other origin. */
    public int stolen() {
        return stolen.get();
    }

    @Override
    public void close() {
        server.stop(0);
        stranger.stop(0);
        threads.shutdownNow();
    }

    private void trap(String path, Function<Asked, String> body) {
        server.createContext(path, exchange -> {
            if (!proven(exchange)) {
                answer(exchange, 401, "{}");
                return;
            }
            requests.computeIfAbsent(path, first -> new AtomicInteger()).incrementAndGet();
            String query = exchange.getRequestURI().getQuery();
            answer(exchange, 200, body.apply(new Asked(query == null ? "" : query)));
        });
    }

    private static String piece(Asked asked, int cap, int total) {
        int offset = asked.number("offset", 0);
        int wanted = Math.min(cap, asked.number("limit", cap));
        return records(offset, Math.max(0, Math.min(wanted, total - offset)));
    }

    private static String page(Asked asked, int pages) {
        return records(asked.page() * PAGE, asked.page() < pages ? PAGE : 0);
    }

    private static String records(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(id -> "{\"id\": " + id + "}")
                .collect(Collectors.joining(", ", "{\"data\": [", "]}"));
    }

    private static String with(String body, String field) {
        return body.substring(0, body.length() - 1) + ", " + field + "}";
    }

    private static String next(String link) {
        return "\"next\": \"" + link + "\"";
    }

    private static boolean proven(HttpExchange exchange) {
        return ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String type = body.startsWith("<") ? "text/html" : "application/json";
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private HttpServer server() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            made.setExecutor(threads);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
