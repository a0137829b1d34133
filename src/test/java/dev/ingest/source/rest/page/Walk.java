package dev.ingest.source.rest.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.body.Fingerprint;
import dev.ingest.source.rest.endpoint.PagePlan;
import dev.ingest.source.rest.exchange.Dialogue;
import dev.ingest.source.rest.exchange.Reply;
import dev.ingest.source.rest.exchange.Request;
import dev.ingest.source.rest.exchange.TestExchange;
import dev.ingest.source.rest.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run through the pages of a {@link TestApi} with a paginator.
 *
 * @param ids of the records of all pages
 */
record Walk(List<Integer> ids, int pages, Next end) {
    private static final int MOST = 200;

    static Walk through(TestApi api, String path, PagePlan plan) {
        return through(api, Request.below(api.uri(), path), plan);
    }

    static Walk through(TestApi api, Request base, PagePlan plan) {
        Dialogue dialogue = TestExchange.with(api).dialogue();
        Paginator paginator = Paginators.open(plan);
        List<Integer> ids = new ArrayList<>();
        Request request = paginator.first(base);
        for (int pages = 1; pages <= MOST; pages++) {
            Next next = paginator.next(request, page(dialogue, request, ids));
            if (!(next instanceof Next.Page page)) {
                return new Walk(ids, pages, next);
            }
            request = page.request();
        }
        throw new AssertionError("no end after " + MOST + " pages");
    }

    private static PageFacts page(Dialogue dialogue, Request request, List<Integer> ids) {
        try (Reply reply = dialogue.send(request);
                InputStream bytes = reply.body().open()) {
            ObjectNode body = (ObjectNode) Json.TREES.readTree(bytes);
            ArrayNode records = (ArrayNode) body.remove("items");
            records.forEach(record -> ids.add(record.path("id").asInt()));
            byte[] text = records.toString().getBytes(StandardCharsets.UTF_8);
            Optional<JsonNode> last =
                    records.isEmpty() ? Optional.empty() : Optional.of(records.get(records.size() - 1));
            return new PageFacts(
                    records.size(),
                    body,
                    reply.headers(),
                    () -> last,
                    Fingerprint.of(new ByteArrayInputStream(text), text.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
