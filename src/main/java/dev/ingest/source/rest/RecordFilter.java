package dev.ingest.source.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.endpoint.RecordPlan;
import dev.ingest.source.rest.expression.Bindings;
import dev.ingest.source.rest.expression.EvaluationException;
import dev.ingest.source.rest.expression.Expression;
import dev.ingest.source.rest.expression.Root;
import dev.ingest.source.rest.expression.Template;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drops records by an expression, and adds columns that expressions compute. Records are trees meanwhile. */
final class RecordFilter {
    private static final Set<Root> ROOTS =
            EnumSet.of(Root.RECORD, Root.INCREMENTAL, Root.FOR_EACH, Root.RESOURCES, Root.STEP);

    private final Optional<Expression> filter;
    private final Map<String, Template> computed = new LinkedHashMap<>();
    private final String resource;

    /** @throws IngestException (CONFIG) when an expression is none */
    RecordFilter(Endpoint endpoint) {
        this.resource = endpoint.name();
        RecordPlan plan = endpoint.records();
        try {
            this.filter = plan.filter().map(text -> Expression.compile(text, ROOTS));
            endpoint.stopWhen().ifPresent(Expression::compile);
            plan.computed().forEach((name, text) -> computed.put(name, Template.compile(text, ROOTS)));
        } catch (IllegalArgumentException e) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot read filter, computed or stop_when of the resource " + resource + ": " + e.getMessage()
                            + ". Correct it.",
                    e);
        }
    }

    /** Whether records stay as they are. */
    boolean isNone() {
        return filter.isEmpty() && computed.isEmpty();
    }

    /** The record as it lands; empty where it is dropped. */
    Optional<JsonNode> apply(JsonNode record, Bindings bindings) {
        try {
            Bindings of = bindings.with(Root.RECORD, record);
            if (filter.isPresent() && !filter.get().holds(of)) {
                return Optional.empty();
            }
            if (!computed.isEmpty() && record instanceof ObjectNode fields) {
                computed.forEach((name, template) -> fields.set(name, template.render(of)));
            }
            return Optional.of(record);
        } catch (EvaluationException e) {
            throw new IngestException(
                    FailureKind.READ,
                    "Cannot read " + resource + ": filter or computed has no value for a record: " + e.getMessage()
                            + ". Give the path a default.",
                    e);
        }
    }
}
