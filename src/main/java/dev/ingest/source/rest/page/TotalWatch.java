package dev.ingest.source.rest.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.source.rest.endpoint.PagePlan;
import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.json.BodyPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One total that an API names, held against what was received. */
final class TotalWatch {
    private final BodyPath path;
    private final Unit unit;
    /** Pages that the API has before the first that was asked for. */
    private final long before;

    private OptionalLong named = OptionalLong.empty();
    private boolean changed;

    private TotalWatch(BodyPath path, Unit unit, long before) {
        this.path = path;
        this.unit = unit;
        this.before = before;
    }

    private enum Unit {
        RECORDS,
        PAGES,
        /** A key of a likely name: all records, all pages, or those of one page. */
        UNSURE
    }

    static List<TotalWatch> of(PagePlan plan) {
        List<TotalWatch> totals = new ArrayList<>();
        plan.bounds()
                .recordTotalPath()
                .ifPresent(path -> totals.add(new TotalWatch(BodyPath.of(path), Unit.RECORDS, 0)));
        if (plan.paging() instanceof Paging.Offset offset) {
            Unit unit = offset.totals().named() ? Unit.RECORDS : Unit.UNSURE;
            offset.totals()
                    .path()
                    .ifPresent(path -> totals.add(new TotalWatch(BodyPath.of(path), unit, offset.first())));
        } else if (plan.paging() instanceof Paging.PageNumber numbers) {
            Unit unit = numbers.totals().named() ? Unit.PAGES : Unit.UNSURE;
            long before = numbers.first() - numbers.base();
            if (numbers.totals().named() || before == 0) {
                numbers.totals().path().ifPresent(path -> totals.add(new TotalWatch(BodyPath.of(path), unit, before)));
            }
        }
        return totals;
    }

    /**
     * Takes note of what a page says.
     *
     * @return what is wrong with it, as a clause
     */
    Optional<String> see(PageFacts page) {
        Optional<JsonNode> value = path.find(page.envelope()).filter(found -> !found.isNull());
        OptionalLong total = value.map(TotalWatch::number).orElseGet(OptionalLong::empty);
        if (total.isPresent()) {
            changed |= named.isPresent() && named.getAsLong() != total.getAsLong();
            named = total;
            return Optional.empty();
        }
        return unit == Unit.UNSURE || named.isPresent() || page.records() == 0
                ? Optional.empty()
                : Optional.of("there is no number at " + path + ", where the total is to be");
    }

    /**
     * Whether the API has no more; a total of a likely name has to prove itself over two pages. Records before the first one
     * count for nothing: an offset of 1 passes over one record, or is that of the first where an API counts from 1.
     */
    boolean isReached(Progress progress) {
        return named.isPresent()
                && switch (unit) {
                    case RECORDS -> progress.records() >= named.getAsLong();
                    case PAGES -> before + progress.pages() >= named.getAsLong();
                    case UNSURE -> progress.pages() > 1 && !changed && progress.records() == named.getAsLong();
                };
    }

    /** How many pages of {@code size} records are left, as far as a total says it. */
    long pagesLeft(Progress progress, long size) {
        if (named.isEmpty() || size == 0) {
            return 0;
        }
        return unit == Unit.PAGES
                ? named.getAsLong() - before - progress.pages()
                : (named.getAsLong() - progress.records() + size - 1) / size;
    }

    /** How what was received differs from it at the end, as a clause. */
    Optional<String> mismatch(Progress progress) {
        long received = before + (unit == Unit.PAGES ? progress.pages() - progress.empty() : progress.records());
        boolean differs = named.isPresent()
                && switch (unit) {
                    case RECORDS -> received != named.getAsLong() && !countsFromOne(progress);
                    case PAGES -> !isReached(progress);
                    case UNSURE -> received < named.getAsLong();
                };
        return differs
                ? Optional.of("the API names a total of " + named.getAsLong() + " at " + path + " and sent " + received)
                : Optional.empty();
    }

    /** Whether what was received is all where the first record is number 1. */
    private boolean countsFromOne(Progress progress) {
        return before > 0 && before - 1 + progress.records() == named.orElse(-1);
    }

    private static OptionalLong number(JsonNode value) {
        try {
            return OptionalLong.of(new BigDecimal(value.asText().strip()).longValueExact());
        } catch (NumberFormatException | ArithmeticException noTotal) {
            return OptionalLong.empty();
        }
    }
}
