package dev.ingest.source.rest.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.endpoint.Paging.From;
import dev.ingest.source.rest.endpoint.Paging.Spot;
import dev.ingest.source.rest.exchange.Request;
import dev.ingest.source.rest.expression.Bindings;
import dev.ingest.source.rest.expression.EvaluationException;
import dev.ingest.source.rest.expression.Expression;
import dev.ingest.source.rest.expression.Root;
import dev.ingest.source.rest.json.BodyPath;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Sends a value of the last answer along with the next request. */
final class Cursors implements Way {
    private static final Set<Root> COMPUTED = EnumSet.of(Root.RESPONSE, Root.HEADERS, Root.LAST_RECORD);

    private final Spot to;
    private final String where;
    private final Function<PageFacts, Optional<JsonNode>> value;

    Cursors(String where, Function<PageFacts, Optional<JsonNode>> value, Spot to) {
        this.where = where;
        this.value = value;
        this.to = to;
    }

    static Cursors of(Paging.Cursor plan) {
        if (plan.from() instanceof From.Header header) {
            return new Cursors(
                    "the header " + header.name(),
                    page -> page.headers().firstValue(header.name()).map(TextNode::valueOf),
                    plan.to());
        }
        if (plan.from() instanceof From.LastRecord last) {
            BodyPath path = BodyPath.of(last.path());
            return new Cursors(
                    path + " of the last record", page -> page.last().get().flatMap(path::find), plan.to());
        }
        if (plan.from() instanceof From.Computed computed) {
            Expression expression = Expression.compile(computed.expression(), COMPUTED);
            return new Cursors("cursor_expression", page -> computed(expression, page), plan.to());
        }
        BodyPath path = BodyPath.of(((From.Body) plan.from()).path());
        return new Cursors(path.toString(), page -> path.find(page.envelope()), plan.to());
    }

    private static Optional<JsonNode> computed(Expression expression, PageFacts page) {
        Bindings of = Bindings.at(Instant.EPOCH)
                .with(Root.RESPONSE, page.envelope())
                .withHeaders(page.headers().map())
                .with(Root.LAST_RECORD, page.last().get().orElse(MissingNode.getInstance()));
        return Optional.of(expression.evaluate(of));
    }

    @Override
    public Request first(Request base) {
        return base;
    }

    @Override
    public Step next(Request last, PageFacts page, Progress progress) {
        Optional<JsonNode> cursor = cursor(last, page, progress);
        if (cursor.isEmpty()) {
            return new Step.Done("no next cursor in " + where);
        }
        if (cursor.get().isContainerNode() && to instanceof Spot.Param) {
            throw PageFault.after(
                    last,
                    progress,
                    "what stands in " + where + " is a list or an object, which no parameter can carry",
                    "Name a path to a value, or send it by cursor_body_path");
        }
        return new Step.Go(Spots.set(last, to, cursor.get()));
    }

    private Optional<JsonNode> cursor(Request last, PageFacts page, Progress progress) {
        try {
            return value.apply(page).filter(Cursors::leadsOn);
        } catch (EvaluationException e) {
            if (page.records() == 0) {
                return Optional.empty();
            }
            throw PageFault.after(
                    last, progress, where + " has no value: " + e.getMessage(), "Give its path a default");
        }
    }

    private static boolean leadsOn(JsonNode cursor) {
        return !cursor.isNull()
                && !(cursor.isTextual() && cursor.asText().isEmpty())
                && !(cursor.isBoolean() && !cursor.asBoolean())
                && !(cursor.isContainerNode() && cursor.isEmpty());
    }
}
