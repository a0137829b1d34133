package dev.ingest.landing.adls;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ingest.landing.adls.DfsTree.Entry;
import dev.ingest.landing.adls.DfsTree.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The part of the DFS endpoint that accounts with a hierarchical namespace serve and this program uses, in memory over
 * plain HTTP. No emulator has that endpoint. It checks the shape of requests, not their signatures.
 */
public final class DfsDouble implements AutoCloseable {
    /** Entries of one page of a listing: few, so that tests meet continuation. */
    private static final int PAGE = 3;

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    /** What goes wrong with a request. */
    enum Fault {
        /** 503, nothing done. */
        BUSY,
        /** 403, nothing done. */
        REFUSED,
        /** Done, but the connection ends before the answer. */
        ANSWER_LOST
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, DfsTree> containers = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public DfsDouble() {
        // Without it each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public void addContainer(String name) {
        containers.put(name, new DfsTree());
    }

    /** From now on each request of that operation fails so; {@code rename}, {@code create}, {@code append}, …. */
    void fail(String operation, Fault fault) {
        faults.put(operation, fault);
    }

    /** The next request of that operation alone fails so. */
    void failOnce(String operation, Fault fault) {
        faults.put("once " + operation, fault);
    }

    /** Operations served since the last call, oldest first. */
    List<String> served() {
        List<String> served = List.copyOf(requests);
        requests.clear();
        return served;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    AdlsLocation location(String containerAndPrefix) {
        return AdlsLocation.parse(
                "az://" + containerAndPrefix, Optional.of(Azurite.ACCOUNT), Optional.of("127.0.0.1:" + port()));
    }

    AdlsStore open(String containerAndPrefix) {
        return AdlsStore.open(
                location(containerAndPrefix),
                Azurite.KEY,
                Map.of(
                        "fs.azure.always.use.https", "false",
                        "fs.azure.io.retry.max.retries", "2",
                        "fs.azure.io.retry.min.backoff.interval", "1",
                        "fs.azure.io.retry.backoff.interval", "1",
                        "fs.azure.io.retry.max.backoff.interval", "1"));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** A request: its query, and container and path within. */
    private record Call(HttpExchange exchange, Map<String, String> query, String container, String path) {
        static Call of(HttpExchange exchange) {
            Map<String, String> query = new TreeMap<>();
            String raw = exchange.getRequestURI().getRawQuery();
            for (String pair : raw == null ? new String[0] : raw.split("&")) {
                int equals = (pair + "=").indexOf('=');
                query.put(pair.substring(0, equals), decoded(pair.substring(Math.min(pair.length(), equals + 1))));
            }
            String[] parts = (exchange.getRequestURI().getRawPath() + "//").split("/", 4);
            return new Call(exchange, query, decoded(parts[2]), trimmed(decoded(parts[3])));
        }

        String header(String name) {
            return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .orElse("");
        }

        boolean exclusive() {
            return header("If-None-Match").equals("*");
        }

        String asked(String name) {
            return query.getOrDefault(name, "");
        }

        String operation() {
            String method = exchange.getRequestMethod();
            String action = asked("action");
            if (method.equals("PUT") && asked("resource").isEmpty() && action.isEmpty()) {
                return "rename";
            }
            if (method.equals("PUT")) {
                return action.isEmpty() ? "create " + asked("resource") : action;
            }
            return method.equals("GET") && asked("resource").equals("filesystem")
                    ? "list"
                    : method.toLowerCase(java.util.Locale.ROOT);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = Call.of(exchange);
            byte[] body = exchange.getRequestBody().readAllBytes();
            String operation = call.operation();
            requests.add(operation);
            Optional<Fault> fault = Optional.ofNullable(faults.remove("once " + operation))
                    .or(() -> Optional.ofNullable(faults.get(operation)));
            try {
                if (fault.filter(own -> own == Fault.BUSY).isPresent()) {
                    throw new Refused(503, "ServerBusy");
                }
                if (fault.filter(own -> own == Fault.REFUSED).isPresent() || !isSigned(call)) {
                    throw new Refused(403, "AuthenticationFailed");
                }
                if (fault.isPresent()) {
                    serve(call, body, new Discarded(exchange));
                } else {
                    serve(call, body, new Answer(exchange));
                }
            } catch (Refused e) {
                refuse(exchange, e);
            }
        }
    }

    private static boolean isSigned(Call call) {
        return call.header("Authorization").startsWith("SharedKey " + Azurite.ACCOUNT + ":")
                && !call.header("x-ms-version").isEmpty()
                && !call.header("x-ms-date").isEmpty();
    }

    private void serve(Call call, byte[] body, Answer answer) throws IOException, Refused {
        DfsTree tree = Optional.ofNullable(containers.get(call.container()))
                .orElseThrow(() -> new Refused(404, "FilesystemNotFound"));
        switch (call.operation()) {
            case "create file", "create directory" -> {
                tree.create(call.path(), call.operation().endsWith("directory"), call.exclusive());
                answer.send(201, tree.find(call.path()), new byte[0]);
            }
            case "append" -> {
                tree.append(call.path(), Long.parseLong(call.asked("position")), body);
                answer.send(202, Optional.empty(), new byte[0]);
            }
            case "flush" -> {
                tree.flush(call.path(), Long.parseLong(call.asked("position")));
                answer.send(200, tree.find(call.path()), new byte[0]);
            }
            case "rename" -> {
                String source = decoded(call.header("x-ms-rename-source"));
                tree.rename(source.substring(call.container().length() + 2), call.path(), call.exclusive());
                answer.send(201, Optional.empty(), new byte[0]);
            }
            case "list" -> list(tree, call, answer);
            case "get" -> read(found(tree, call), call, answer);
            case "head" ->
                answer.head(call.asked("resource").isEmpty() ? Optional.of(found(tree, call)) : Optional.empty());
            case "delete" -> {
                tree.delete(call.path(), call.asked("recursive").equals("true"));
                answer.send(200, Optional.empty(), new byte[0]);
            }
            default -> throw new Refused(400, "UnsupportedHttpVerb");
        }
    }

    private static Entry found(DfsTree tree, Call call) throws Refused {
        return tree.find(call.path()).orElseThrow(() -> new Refused(404, "PathNotFound"));
    }

    private static void list(DfsTree tree, Call call, Answer answer) throws IOException, Refused {
        List<Entry> children = tree.children(trimmed(call.asked("directory")));
        int from = call.asked("continuation").isEmpty() ? 0 : Integer.parseInt(call.asked("continuation"));
        int to = Math.min(children.size(), from + PAGE);
        if (to < children.size()) {
            answer.exchange.getResponseHeaders().set("x-ms-continuation", Integer.toString(to));
        }
        String paths = children.subList(Math.min(from, to), to).stream()
                .map(DfsDouble::json)
                .collect(Collectors.joining(",", "{\"paths\":[", "]}"));
        answer.exchange.getResponseHeaders().set("Content-Type", "application/json;charset=utf-8");
        answer.send(200, Optional.empty(), paths.getBytes(UTF_8));
    }

    private static void read(Entry entry, Call call, Answer answer) throws IOException, Refused {
        if (!call.header("If-Match").isEmpty()
                && !call.header("If-Match")
                        .replace("\"", "")
                        .equals(entry.etag().replace("\"", ""))) {
            throw new Refused(412, "ConditionNotMet");
        }
        Matcher range = RANGE.matcher(call.header("Range"));
        if (!range.matches()) {
            answer.send(200, Optional.of(entry), entry.content());
            return;
        }
        int from = Integer.parseInt(range.group(1));
        int to = (int) Math.min(entry.content().length, Long.parseLong(range.group(2)) + 1);
        if (from >= to) {
            throw new Refused(416, "InvalidRange");
        }
        answer.send(206, Optional.of(entry), Arrays.copyOfRange(entry.content(), from, to));
    }

    private static String json(Entry entry) {
        return "{\"name\":\"" + entry.path().replace("\\", "\\\\").replace("\"", "\\\"") + "\","
                + (entry.folder() ? "\"isDirectory\":\"true\"," : "")
                + "\"contentLength\":\"" + entry.content().length + "\",\"lastModified\":\"" + date(entry)
                + "\",\"etag\":" + entry.etag()
                + ",\"owner\":\"$superuser\",\"group\":\"$superuser\",\"permissions\":\"rw-r-----\"}";
    }

    private static void refuse(HttpExchange exchange, Refused refused) throws IOException {
        exchange.getResponseHeaders().set("x-ms-error-code", refused.code);
        if (!refused.existing.isEmpty()) {
            exchange.getResponseHeaders().set("x-ms-existing-resource-type", refused.existing);
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        byte[] body = ("{\"error\":{\"code\":\"" + refused.code + "\",\"message\":\"" + refused.code
                        + " says the double.\"}}")
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(refused.status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String date(Entry entry) {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .format(entry.modified().atOffset(ZoneOffset.UTC))
                .replace("+0000", "GMT");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    private static String trimmed(String path) {
        return path.replaceAll("^/+|/+$", "");
    }

    /** Sends what the service would. */
    private static class Answer {
        final HttpExchange exchange;

        Answer(HttpExchange exchange) {
            this.exchange = exchange;
        }

        void send(int status, Optional<Entry> entry, byte[] body) throws IOException {
            entry.ifPresent(this::describe);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }

        void head(Optional<Entry> entry) throws IOException {
            entry.ifPresent(this::describe);
            entry.ifPresent(
                    own -> exchange.getResponseHeaders().set("Content-Length", Integer.toString(own.content().length)));
            exchange.sendResponseHeaders(200, -1);
        }

        private void describe(Entry entry) {
            Map<String, String> headers = Map.of(
                    "ETag", entry.etag(),
                    "Last-Modified", date(entry),
                    "x-ms-resource-type", entry.folder() ? "directory" : "file",
                    "x-ms-permissions", "rwxr-x---",
                    "x-ms-owner", "$superuser",
                    "x-ms-group", "$superuser",
                    "x-ms-acl", "user::rwx,group::r-x,other::---");
            headers.forEach(exchange.getResponseHeaders()::set);
        }
    }

    /** Sends nothing: the connection just ends. */
    private static final class Discarded extends Answer {
        Discarded(HttpExchange exchange) {
            super(exchange);
        }

        @Override
        void send(int status, Optional<Entry> entry, byte[] body) {
            exchange.close();
        }

        @Override
        void head(Optional<Entry> entry) {
            exchange.close();
        }
    }
}
