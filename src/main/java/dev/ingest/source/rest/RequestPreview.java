package dev.ingest.source.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Reading;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.expression.Bindings;
import dev.ingest.source.rest.expression.Root;
import dev.ingest.source.rest.page.Paginators;

/** The first request of a plan as people read it; what only the API tells stands as it was written. */
final class RequestPreview {
    private RequestPreview() {}

    static String of(RestTarget target, Reading reading) {
        Endpoint endpoint = target.endpoints().apply(reading.table());
        RequestTemplates templates = new RequestTemplates(target.api(), endpoint);
        CursorType type = reading.cursor().map(Cursor::type).orElse(CursorType.TEXT);
        ObjectNode lists = JsonNodeFactory.instance.objectNode();
        endpoint.repeats().lists().forEach((name, values) -> lists.put(name, values.get(0)));
        Bindings bindings = Bindings.at(target.pace().clock().instant())
                .with(Root.SECRET, templates.maskedSecrets())
                .with(Root.FOR_EACH, lists)
                .with(Root.INCREMENTAL, new WindowText(endpoint.window()).values(reading.window(), type));
        try {
            return Paginators.open(endpoint.pages())
                    .first(templates.request(bindings))
                    .printed();
        } catch (IngestException hangsOnAnswers) {
            String base = target.api().baseUrl().toString();
            String path = endpoint.path();
            return endpoint.method() + " "
                    + base.substring(0, base.length() - (base.endsWith("/") ? 1 : 0))
                    + (path.startsWith("/") ? path : "/" + path)
                    + ", once for each of its parents' records";
        }
    }
}
