package dev.ingest.source.rest.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ingest.source.rest.endpoint.Paging.Limit;
import dev.ingest.source.rest.endpoint.Paging.Spot;
import dev.ingest.source.rest.exchange.Request;
import java.util.Optional;

/** Puts values where a request has them. */
final class Spots {
    private Spots() {}

    static Request set(Request request, Spot spot, JsonNode value) {
        if (spot instanceof Spot.Param param) {
            return request.withParam(param.name(), value.isValueNode() ? value.asText() : value.toString());
        }
        return request.withInBody(((Spot.Body) spot).path(), value);
    }

    static Request set(Request request, Spot spot, long value) {
        return set(request, spot, JsonNodeFactory.instance.numberNode(value));
    }

    static Request limited(Request request, Optional<Limit> limit) {
        return limit.map(size -> set(request, size.spot(), size.records())).orElse(request);
    }
}
