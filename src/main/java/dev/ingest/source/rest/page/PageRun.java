package dev.ingest.source.rest.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.source.rest.body.Fingerprint;
import dev.ingest.source.rest.endpoint.PageBounds;
import dev.ingest.source.rest.endpoint.PageBounds.RepeatedPage;
import dev.ingest.source.rest.endpoint.PageBounds.TotalMismatch;
import dev.ingest.source.rest.endpoint.PagePlan;
import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.exchange.Request;
import dev.ingest.source.rest.json.BodyPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A run through the pages by one way, within its bounds. It counts what came instead of guessing from it: a short page ends
 * nothing, and what the API says of more pages or of a total is held against what it sent.
 */
final class PageRun implements Paginator {
    private static final String TOTAL_HEADER = "X-Total-Count";
    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");

    private final Way way;
    private final boolean fromTheStart;
    private final PageBounds bounds;
    private final List<TotalWatch> totals;
    private final Optional<BodyPath> hasMore;
    private final Set<Fingerprint> pages = new HashSet<>();
    private final Set<Fingerprint> requests = new HashSet<>();
    private final Set<Fingerprint> repeated = new HashSet<>();
    private Progress progress = Progress.NONE;

    PageRun(Way way, PagePlan plan) {
        this.way = way;
        this.fromTheStart = fromTheStart(plan.paging());
        this.bounds = plan.bounds();
        this.totals = TotalWatch.of(plan);
        this.hasMore = bounds.hasMorePath().map(BodyPath::of);
    }

    private static boolean fromTheStart(Paging paging) {
        if (paging instanceof Paging.Offset offset) {
            return offset.first() == 0;
        }
        return !(paging instanceof Paging.PageNumber numbers) || numbers.first() == numbers.base();
    }

    @Override
    public Request first(Request base) {
        Request first = way.first(base);
        requests.add(print(first));
        return first;
    }

    @Override
    public Optional<String> detected() {
        return way.detected();
    }

    @Override
    public Next next(Request last, PageFacts page) {
        progress = progress.with(page);
        checkRepeat(last, page);
        for (TotalWatch total : totals) {
            total.see(page).ifPresent(why -> {
                throw PageFault.after(last, progress, why, "Correct the path of the total");
            });
        }
        Optional<Boolean> more = more(last, page);
        Way.Step step = way.next(last, page, progress);
        if (step instanceof Way.Step.Capped capped) {
            return new Next.End(capped.reason(), Optional.empty());
        }
        if (bounds.windowLimit().filter(most -> progress.records() >= most).isPresent()) {
            return full();
        }
        if (more.isPresent() && !more.get()) {
            return end(last, page, bounds.hasMorePath().orElse("") + " is false");
        }
        if (totals.stream().anyMatch(total -> total.isReached(progress))) {
            return end(last, page, "the total is reached");
        }
        if (progress.empty() >= bounds.emptyPages()) {
            return empty(last, page);
        }
        return step instanceof Way.Step.Go go ? go(last, go.request(), page) : done(last, page, more, step);
    }

    private Next empty(Request last, PageFacts page) {
        if (progress.empty() == 1) {
            return end(last, page, "an empty page");
        }
        Next.End end = end(last, page, progress.empty() + " empty pages in a row");
        return new Next.End(end.reason(), end.warning().or(() -> Optional.of(end.reason() + ", each of which led on")));
    }

    private Next full() {
        return new Next.Restart(
                "the API shows no more than " + bounds.windowLimit().orElse(0L) + " records in a row");
    }

    private Next go(Request last, Request next, PageFacts page) {
        if (bounds.maximumPages().filter(most -> progress.pages() >= most).isPresent()) {
            return new Next.End("maximum_pages is reached", Optional.empty());
        }
        if (bounds.maximumRecords().filter(most -> progress.records() >= most).isPresent()) {
            return new Next.End("maximum_rows is reached", Optional.empty());
        }
        Fingerprint print = print(next);
        if (!requests.add(print)) {
            if (page.records() == 0) {
                return end(last, page, "an empty page that names a page seen before");
            }
            if (!repeated.add(print)) {
                throw PageFault.after(
                        last, progress, "the API names the same next page again and again", "Ask the owner of the API");
            }
        }
        return bounds.windowLimit()
                        .filter(most -> progress.records() + progress.largest() > most)
                        .isPresent()
                ? full()
                : new Next.Page(next, likely(next, page));
    }

    /** Pages that are asked for before it is known that they are wanted cost the API work: none without a total. */
    private List<Request> likely(Request next, PageFacts page) {
        long left = totals.stream()
                .mapToLong(total -> total.pagesLeft(progress, page.records()))
                .min()
                .orElse(0);
        return IntStream.range(1, (int) Math.max(1, Math.min(FORESIGHT + 1, left)))
                .mapToObj(pages -> way.behind(next, page, progress, pages))
                .flatMap(Optional::stream)
                .toList();
    }

    private Next done(Request last, PageFacts page, Optional<Boolean> more, Way.Step step) {
        if (page.records() > 0 && more.orElse(false)) {
            throw PageFault.after(
                    last,
                    progress,
                    bounds.hasMorePath().orElse("") + " says that there is more, and the answer does not say where",
                    "Correct the paths of the paginator");
        }
        String reason = ((Way.Step.Done) step).reason();
        if (!(way instanceof SinglePages) && page.records() > 0) {
            Hints.more(page.envelope()).ifPresent(hint -> {
                throw PageFault.after(
                        last,
                        progress,
                        reason + ", yet " + hint + " says that there is more",
                        "Name the way of paging in paginator, or single_page where this page is all");
            });
        }
        return end(last, page, reason);
    }

    private Next.End end(Request last, PageFacts page, String reason) {
        Optional<String> mismatch = totals.stream()
                .flatMap(total -> total.mismatch(progress).stream())
                .findFirst()
                .or(() -> headerTotal(page));
        Optional<String> doubt = mismatch.or(() -> likelyTotal(page));
        boolean sure = mismatch.isPresent() || way instanceof AutoWay;
        if (doubt.isPresent() && sure && bounds.onTotalMismatch() == TotalMismatch.FAIL) {
            throw PageFault.after(
                    last,
                    progress,
                    doubt.get() + " (" + reason + ")",
                    "Run again, in case records came or went meanwhile; or correct the paginator, or set on_total_mismatch"
                            + " = \"warn\"");
        }
        return new Next.End(reason, doubt);
    }

    /** A header that many APIs count all records in. */
    private Optional<String> headerTotal(PageFacts page) {
        return page.headers()
                .firstValue(TOTAL_HEADER)
                .filter(text -> COUNT.matcher(text).matches() && !(way instanceof SinglePages) && fromTheStart)
                .map(Long::parseLong)
                .filter(total -> progress.records() < total)
                .map(total -> "the API counts " + total + " in its header " + TOTAL_HEADER + " and sent "
                        + progress.records());
    }

    private Optional<String> likelyTotal(PageFacts page) {
        return totals.isEmpty() && !(way instanceof SinglePages)
                ? Hints.total(page.envelope(), progress.records())
                        .map(total -> "the API names a total of " + total.value() + " at " + total + " and sent "
                                + progress.records())
                : Optional.empty();
    }

    private void checkRepeat(Request last, PageFacts page) {
        boolean fresh = page.records() == 0 || pages.add(page.fingerprint());
        if (!fresh && bounds.onRepeatedPage() == RepeatedPage.FAIL) {
            throw PageFault.after(
                    last,
                    progress,
                    "it has the very records of a page before it",
                    "Correct the names in paginator, which the API seems not to know; or set on_repeated_page = \"accept\""
                            + " where pages may be alike");
        }
    }

    private Optional<Boolean> more(Request last, PageFacts page) {
        if (hasMore.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonNode> value = hasMore.get().find(page.envelope());
        if (value.isEmpty() && page.records() > 0) {
            throw PageFault.after(last, progress, "there is nothing at " + hasMore.get(), "Correct has_more_path");
        }
        return value.map(
                found -> !found.isNull() && !Set.of("false", "0", "", "no").contains(found.asText()));
    }

    private static Fingerprint print(Request request) {
        String text =
                request.uri() + " " + request.body().map(JsonNode::toString).orElse("");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return Fingerprint.of(new ByteArrayInputStream(bytes), bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
