package dev.ingest.source.jdbc;

import dev.ingest.job.Slice;
import dev.ingest.source.KeySample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Cuts whatever can be selected from into ranges of a key, even by a sample of its rows. Null keys are a range of their
 * own where the sample has many of them, and belong to the last one else.
 *
 * @param column the key as it is asked for nulls
 * @param compared the key as it is compared
 * @param literal how a value of it is written
 */
public record KeyRanges(String column, String compared, UnaryOperator<String> literal) {

    /**
     * At most {@code wanted} slices; one whole slice where the sample shows no place to cut.
     *
     * @param usable which keys can be written
     */
    public List<Slice> cut(KeySample sample, int wanted, Predicate<String> usable) {
        boolean apart = sample.nulls() * wanted >= sample.rows() && sample.nulls() > 0;
        List<String> ranges = ranges(sample.cuts(apart ? wanted - 1 : wanted, usable));
        if (ranges.isEmpty() && !apart) {
            return List.of(Slice.WHOLE);
        }
        if (apart) {
            ranges.add(column + " IS NULL");
            if (ranges.size() == 1) {
                ranges.add(0, column + " IS NOT NULL");
            }
        } else {
            ranges.set(ranges.size() - 1, "(" + ranges.get(ranges.size() - 1) + " OR " + column + " IS NULL)");
        }
        List<Slice> slices = new ArrayList<>();
        ranges.forEach(range -> slices.add(new Slice(slices.size(), Optional.empty(), Optional.of(range))));
        return slices;
    }

    /** The ranges between ascending cuts, the first and the last open; none without a cut. */
    private List<String> ranges(List<String> cuts) {
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i <= cuts.size() && !cuts.isEmpty(); i++) {
            String from = i == 0 ? "" : compared + " >= " + literal.apply(cuts.get(i - 1));
            String to = i == cuts.size() ? "" : compared + " < " + literal.apply(cuts.get(i));
            ranges.add(from.isEmpty() || to.isEmpty() ? from + to : from + " AND " + to);
        }
        return ranges;
    }
}
