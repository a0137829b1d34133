package dev.ingest.outbound;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.name.Printable;
import dev.ingest.secret.Redaction;
import dev.ingest.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** JSON to an address; of the address no more than its host is ever told. */
public final class HttpPost {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final int ANSWER_BYTES = 300;

    /** Version 1.1: not every service takes the offer of another one for no request. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** The address in {@code text}. @throws IllegalArgumentException when it is none */
    public static URI address(String text) {
        URI address;
        try {
            address = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            // Its message would show the text.
            throw new IllegalArgumentException("is not an address");
        }
        if (address.getHost() == null || !("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
            throw new IllegalArgumentException("is not an address, as https://host/path");
        }
        return address;
    }

    /**
     * Sends {@code json} once.
     *
     * @param what who takes it, for messages: {@code the webhook}
     * @throws IngestException (CONNECT) when it does not arrive
     */
    public void send(String what, URI to, Map<String, Secret> headers, String json) throws InterruptedException {
        String whom = what + " at " + to.getHost();
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
        headers.forEach((name, value) -> request.header(name, value.reveal()));
        try {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                judge(whom, answer.statusCode(), body);
            }
        } catch (IOException e) {
            throw new IngestException(
                    FailureKind.CONNECT,
                    Outlook.PASSES,
                    "Cannot reach " + whom + ": " + e + ". See that its address is right and that it is up.",
                    e);
        }
    }

    private static void judge(String whom, int status, InputStream body) throws IOException {
        if (status / 100 == 2) {
            return;
        }
        String said = new String(body.readNBytes(ANSWER_BYTES), StandardCharsets.UTF_8).strip();
        throw new IngestException(
                FailureKind.CONNECT,
                status == 429 || status >= 500 ? Outlook.PASSES : Outlook.STAYS,
                "Cannot deliver to " + whom + ": it answers " + status
                        + (said.isEmpty() ? "" : ", \"" + Printable.of(Redaction.of(said)) + "\"")
                        + ". See that its address is right and still in use.");
    }
}
