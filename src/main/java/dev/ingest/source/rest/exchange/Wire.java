package dev.ingest.source.rest.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.config.DurationText;
import dev.ingest.failure.FailureKind;
import dev.ingest.source.rest.body.Body;
import dev.ingest.source.rest.body.HeldBody;
import dev.ingest.source.rest.body.Spool;
import dev.ingest.source.rest.endpoint.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/** Carries one request to a server and its whole answer back, once. */
final class Wire {
    private static final int HELD = 4 * 1024 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient client;
    private final Limits limits;

    Wire(Limits limits) {
        this.limits = limits;
        // Version 1.1: a server that closes one connection of it ends no other request.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .build();
    }

    Received send(Request request, Stop stop) throws Fault {
        stop.check();
        Inflow inflow = new Inflow(new Spool(HELD, limits.responseBytes()));
        CompletableFuture<HttpResponse<Body>> answer = client.sendAsync(http(request), info -> inflow);
        long watched = stop.watch(answer);
        boolean whole = false;
        try {
            HttpResponse<Body> response = await(answer, inflow);
            whole = true;
            return unpacked(response);
        } catch (ExecutionException e) {
            throw stop.isPulled() ? Stop.stopped() : fault(e.getCause() == null ? e : e.getCause());
        } catch (CancellationException e) {
            throw Stop.stopped();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Stop.stopped();
        } finally {
            stop.unwatch(watched);
            if (!whole) {
                answer.cancel(true);
                inflow.abandon();
            }
        }
    }

    private HttpResponse<Body> await(CompletableFuture<HttpResponse<Body>> answer, Inflow inflow)
            throws ExecutionException, InterruptedException, Fault {
        long patience = limits.read().toNanos();
        while (true) {
            try {
                return answer.get(Math.max(patience - inflow.silence(), 1), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (inflow.silence() >= patience) {
                    throw Fault.passing(
                            FailureKind.READ,
                            "the server said nothing for " + DurationText.of(limits.read()),
                            "Ask for smaller pages, or raise request_timeout",
                            Optional.empty());
                }
            }
        }
    }

    private static HttpRequest http(Request request) throws Fault {
        try {
            HttpRequest.Builder http =
                    HttpRequest.newBuilder(request.uri()).method(request.method(), publisher(request));
            headers(request).forEach(http::header);
            return http.build();
        } catch (IllegalArgumentException e) {
            throw Fault.lasting(
                    FailureKind.CONFIG, "no such request can be sent (" + e.getMessage() + ")", "Correct it");
        }
    }

    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json, */*;q=0.5");
        headers.put("Accept-Encoding", "gzip");
        headers.put("User-Agent", "ingest");
        if (request.body().isPresent()) {
            headers.put("Content-Type", "application/json");
        }
        headers.putAll(request.headers());
        return headers;
    }

    private static BodyPublisher publisher(Request request) {
        if (request.body().isEmpty()) {
            return BodyPublishers.noBody();
        }
        JsonNode body = request.body().get();
        boolean form = request.headers().entrySet().stream()
                .anyMatch(header -> header.getKey().equalsIgnoreCase("Content-Type")
                        && header.getValue().toLowerCase(Locale.ROOT).startsWith(FORM));
        return BodyPublishers.ofString(form ? form(body) : body.toString());
    }

    private static String form(JsonNode body) {
        List<Param> params = new ArrayList<>();
        body.properties()
                .forEach(field -> params.add(Param.of(
                        field.getKey(),
                        field.getValue().isValueNode()
                                ? field.getValue().asText()
                                : field.getValue().toString())));
        return params.stream().map(Param::encoded).collect(Collectors.joining("&"));
    }

    private Received unpacked(HttpResponse<Body> response) throws Fault {
        String encoding = response.headers()
                .firstValue("Content-Encoding")
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .orElse("");
        switch (encoding) {
            case "", "identity" -> {
                return new Received(response.statusCode(), response.headers(), response.body());
            }
            case "gzip", "x-gzip" -> {
                try (Body packed = response.body()) {
                    Body unpacked = packed.size() == 0 ? new HeldBody(new byte[0], 0) : unzipped(packed);
                    return new Received(response.statusCode(), response.headers(), unpacked);
                } catch (IOException e) {
                    throw fault(e);
                }
            }
            default -> {
                response.body().close();
                throw Fault.lasting(
                        FailureKind.READ,
                        "the answer is packed as '" + encoding + "', which was not asked for",
                        "Ask the owner of the API");
            }
        }
    }

    private Body unzipped(Body packed) throws IOException {
        try (Spool spool = new Spool(HELD, limits.responseBytes());
                InputStream bytes = new GZIPInputStream(packed.open(), 64 * 1024)) {
            byte[] stretch = new byte[64 * 1024];
            for (int count = bytes.read(stretch); count >= 0; count = bytes.read(stretch)) {
                spool.write(ByteBuffer.wrap(stretch, 0, count));
            }
            return spool.finish();
        }
    }

    private Fault fault(Throwable failure) {
        if (has(failure, Spool.Overflow.class)) {
            return Fault.lasting(
                    FailureKind.READ,
                    "the response is larger than max_response_size = " + limits.responseBytes() + " bytes",
                    "Ask for smaller pages, or raise max_response_size");
        }
        if (has(failure, EOFException.class) || has(failure, ZipException.class)) {
            return passing(FailureKind.READ, "the answer ended early or came damaged");
        }
        if (has(failure, UnknownHostException.class) || has(failure, UnresolvedAddressException.class)) {
            return Fault.passing(
                    FailureKind.CONNECT,
                    "nobody knows its host",
                    "Check base_url, and whether this machine reaches the name server",
                    Optional.empty());
        }
        if (has(failure, SSLException.class) && !has(failure, SocketException.class)) {
            return Fault.lasting(
                    FailureKind.CONNECT,
                    "no trusted connection could be made (" + failure.getMessage() + ")",
                    "Check base_url and the server's certificate");
        }
        if (has(failure, ConnectException.class) || has(failure, HttpConnectTimeoutException.class)) {
            return passing(FailureKind.CONNECT, "the server does not accept connections");
        }
        return passing(FailureKind.READ, "the connection broke (" + failure.getMessage() + ")");
    }

    private static Fault passing(FailureKind kind, String reason) {
        return Fault.passing(kind, reason, "Try again later, or raise retry_for", Optional.empty());
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
