package dev.ingest.secret.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ingest.landing.adls.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entra ID, a key vault and the service for managed identities, over HTTPS on a port of this machine. */
public final class AzureDouble implements AutoCloseable {
    public static final String TENANT = "11111111-1111-1111-1111-111111111111";
    public static final String CLIENT = "22222222-2222-2222-2222-222222222222";
    public static final String OBJECT = "33333333-3333-3333-3333-333333333333";
    public static final String CLIENT_SECRET = "the~client.secret";

    private static final Pattern SCOPE = Pattern.compile(
            "(?:scope|resource)=(?:[^&]*(?:\\+|%20))?(https[^&+%]*(?:%[0-9A-F]{2}[^&+%]*)*?)(?:\\+|%20|&|$)");
    private static final Pattern VALUE = Pattern.compile("\"value\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final HttpsServer server;
    private final Map<String, Answer> secrets = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Map<String, String> put = new ConcurrentHashMap<>();
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private final List<String> logins = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Integer> busy = new ConcurrentHashMap<>();
    private volatile Duration lifetime = Duration.ofHours(1);
    private volatile Duration grace = Duration.ZERO;
    private volatile Instant newest = Instant.MIN;
    private volatile Answer login = new Answer(200, "");
    private volatile Answer vault = new Answer(200, "");

    private record Answer(int status, String body) {}

    public AzureDouble() {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(
                new HttpsConfigurator(TestCertificate.trusted().serverContext()));
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "azure-double");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The address of all of it. */
    public String url() {
        return "https://127.0.0.1:" + port();
    }

    /** A service principal of it, as the environment has one. */
    public Map<String, String> principal() {
        return Map.of(
                "AZURE_TENANT_ID", TENANT,
                "AZURE_CLIENT_ID", CLIENT,
                "AZURE_CLIENT_SECRET", CLIENT_SECRET,
                "AZURE_AUTHORITY_HOST", url());
    }

    public AzureDouble secret(String name, String value) {
        return secret(name, value, "\"enabled\":true");
    }

    /** With {@code attributes} as Key Vault writes them: {@code "enabled":true,"exp":1700000000}. */
    public AzureDouble secret(String name, String value, String attributes) {
        secrets.put(
                name,
                new Answer(
                        200,
                        "{\"value\":\"" + value + "\",\"id\":\"https://ingest-test.vault.azure.net/secrets/" + name
                                + "/0123456789\",\"attributes\":{" + attributes + "}}"));
        return this;
    }

    public AzureDouble refuse(String name, int status, String code) {
        secrets.put(name, new Answer(status, error(code, "")));
        return this;
    }

    /** The vault answers every request so. */
    public AzureDouble refuseAll(int status, String code, String more) {
        vault = new Answer(status, error(code, more));
        return this;
    }

    /** So many requests for the secret come too many. */
    public AzureDouble throttle(String name, int times) {
        busy.put(name, times);
        return this;
    }

    /** Entra ID answers so, {@code AADSTS7000222: …}. */
    public AzureDouble refuseLogin(String error, String description) {
        login = new Answer(401, "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
        return this;
    }

    public AzureDouble lifetime(Duration each) {
        lifetime = each;
        return this;
    }

    /** For so long after the end that is told, tokens are still good: a request may be on its way for a while. */
    public AzureDouble grace(Duration each) {
        grace = each;
        return this;
    }

    /** Entra ID lets everybody in again. */
    public AzureDouble admit() {
        login = new Answer(200, "");
        return this;
    }

    /** When the newest token's time is over. */
    public Instant newestEnds() {
        return newest;
    }

    /** How often each secret was asked for with a token. */
    public Map<String, Integer> asked() {
        return Map.copyOf(asked);
    }

    /** What was put into the vault. */
    public Map<String, String> put() {
        return Map.copyOf(put);
    }

    /** The scope or resource of each token that was made. */
    public List<String> tokens() {
        return List.copyOf(tokens);
    }

    /** What each request for a token said, as it was sent. */
    public List<String> logins() {
        return List.copyOf(logins);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if (path.contains("/discovery/instance")) {
                send(exchange, 200, discovery());
            } else if (path.endsWith("/oauth2/v2.0/token")) {
                token(exchange, body);
            } else if (path.endsWith("/msi/token")) {
                token(exchange, exchange.getRequestURI().getRawQuery());
            } else if (path.startsWith("/secrets/")) {
                vault(exchange, path.split("/", -1)[2], body);
            } else {
                send(exchange, 404, "<html>nothing here</html>");
            }
        }
    }

    private void token(HttpExchange exchange, String query) throws IOException {
        logins.add(query);
        if (login.status() != 200) {
            send(exchange, login.status(), login.body());
            return;
        }
        Matcher scope = SCOPE.matcher(query);
        String wanted = scope.find() ? URLDecoder.decode(scope.group(1), UTF_8) : "";
        tokens.add(wanted);
        Instant end = Instant.now().plus(lifetime);
        Instant lastGood = end.plus(grace);
        newest = lastGood;
        send(
                exchange,
                200,
                "{\"token_type\":\"Bearer\",\"expires_in\":" + lifetime.toSeconds() + ",\"expires_on\":\""
                        + end.getEpochSecond() + "\",\"resource\":\"" + wanted + "\",\"access_token\":\""
                        + jwt(wanted.replace("/.default", ""), lastGood) + "\"}");
    }

    /** A token that the storage emulator takes for one of Entra ID's. */
    public static String jwt(String audience, Instant end) {
        long now = Instant.now().getEpochSecond();
        return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "."
                + encoded("{\"aud\":\"" + audience + "\",\"iss\":\"https://sts.windows.net/" + TENANT + "/\",\"iat\":"
                        + (now - 60) + ",\"nbf\":" + (now - 60) + ",\"exp\":" + end.getEpochSecond() + ",\"appid\":\""
                        + CLIENT + "\",\"oid\":\"" + OBJECT + "\",\"tid\":\"" + TENANT + "\"}")
                + "." + encoded("signature" + now);
    }

    private void vault(HttpExchange exchange, String name, String body) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null) {
            exchange.getResponseHeaders()
                    .add(
                            "WWW-Authenticate",
                            "Bearer authorization=\"https://login.microsoftonline.com/" + TENANT
                                    + "\", resource=\"https://vault.azure.net\"");
            send(exchange, 401, error("Unauthorized", ""));
            return;
        }
        asked.merge(name, 1, Integer::sum);
        if (busy.merge(name, -1, Integer::sum) >= 0) {
            exchange.getResponseHeaders().add("Retry-After", "1");
            send(exchange, 429, error("Throttled", ""));
        } else if (vault.status() != 200) {
            send(exchange, vault.status(), vault.body());
        } else if (exchange.getRequestMethod().equals("PUT")) {
            Matcher value = VALUE.matcher(body);
            put.put(name, value.find() ? value.group(1) : "");
            secret(name, put.get(name));
            send(exchange, 200, secrets.get(name).body());
        } else {
            Answer answer = secrets.getOrDefault(name, new Answer(404, error("SecretNotFound", "")));
            send(exchange, answer.status(), answer.body());
        }
    }

    private static String error(String code, String message) {
        boolean inner = code.startsWith("Forbidden") || code.equals("SecretDisabled");
        return "{\"error\":{\"code\":\"" + (inner ? "Forbidden" : code) + "\",\"message\":\"" + message + "\""
                + (inner ? ",\"innererror\":{\"code\":\"" + code + "\"}" : "") + "}}";
    }

    private static String discovery() {
        return "{\"tenant_discovery_endpoint\":\"https://login.microsoftonline.com/" + TENANT
                + "/v2.0/.well-known/openid-configuration\",\"api-version\":\"1.1\",\"metadata\":[{\"preferred_network\":"
                + "\"login.microsoftonline.com\",\"preferred_cache\":\"login.windows.net\",\"aliases\":"
                + "[\"login.microsoftonline.com\",\"login.windows.net\"]}]}";
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
