package dev.ingest.source.rest.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.source.rest.exchange.Request;
import dev.ingest.source.rest.json.BodyPath;
import java.util.Optional;

/** Follows the link that an answer names. */
final class Links implements Way {
    private final String where;
    private final LinkOf link;

    private Links(String where, LinkOf link) {
        this.where = where;
        this.link = link;
    }

    /** Finds the link of the next page in a page. */
    @FunctionalInterface
    private interface LinkOf {
        Optional<String> in(PageFacts page);
    }

    /** In the body. */
    static Links inBody(BodyPath path) {
        return new Links(path.toString(), page -> path.find(page.envelope()).flatMap(Links::text));
    }

    /** In the {@code Link} header. */
    static Links inHeader(String relation) {
        return new Links(
                "the Link header's rel=" + relation,
                page -> LinkHeader.of(page.headers().allValues("Link")).link(relation));
    }

    @Override
    public Request first(Request base) {
        return base;
    }

    @Override
    public Step next(Request last, PageFacts page, Progress progress) {
        Optional<String> next = link.in(page);
        if (next.isEmpty()) {
            return new Step.Done("no next link in " + where);
        }
        try {
            return new Step.Go(last.following(last.resolved(next.get())));
        } catch (IllegalArgumentException e) {
            throw PageFault.after(
                    last, progress, "what stands in " + where + " is no link", "Name the path of the next page's link");
        }
    }

    /** A link as it is, or as HAL and JSON:API have it: an object with {@code href}. */
    static Optional<String> text(JsonNode value) {
        JsonNode link = value.isObject() ? value.path("href") : value;
        if (link.isNull() || link.isMissingNode() || (link.isBoolean() && !link.asBoolean())) {
            return Optional.empty();
        }
        return Optional.of(link.asText()).filter(text -> !text.isBlank());
    }
}
