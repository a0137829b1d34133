package dev.ingest.plan;

import dev.ingest.data.ColumnType;
import dev.ingest.data.ColumnType.Decimal;
import dev.ingest.job.SettingSection;
import dev.ingest.source.NumberWidth;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The decimal of a column whose numbers have no declared precision and were probed. What the lake stores is kept while
 * it holds tonight's numbers; else the next of a few precisions is taken that holds both, so that types seldom change.
 */
final class NumberChoice {
    private static final int[] PRECISIONS = {Decimal.LONG_DIGITS, 28, Decimal.MAX_DIGITS};

    private final String key;
    private final SettingSection section;

    /**
     * @param key the column as its override names it
     * @param section where that override stands
     */
    NumberChoice(String key, SettingSection section) {
        this.key = key;
        this.section = section;
    }

    /**
     * The type for numbers of {@code width}; absent: there are none yet.
     *
     * @param stored what the column landed as before
     * @throws IllegalArgumentException with the reason and the type that helps, when no decimal holds them
     */
    Decimal choose(Optional<NumberWidth> width, Optional<ColumnType> stored) {
        NumberWidth found = width.orElse(new NumberWidth(0, 0));
        if (stored.isPresent() && stored.get() instanceof Decimal before) {
            return fits(found, before) ? before : wider(found, before);
        }
        return decimal(found.before(), found.after())
                .orElseThrow(() -> new IllegalArgumentException(worded(found) + ", more than the " + Decimal.MAX_DIGITS
                        + " that a decimal has. Set " + key + " = \"text\" in " + section + "."));
    }

    private static boolean fits(NumberWidth width, Decimal type) {
        return width.before() <= type.precision() - type.scale() && width.after() <= type.scale();
    }

    private Decimal wider(NumberWidth found, Decimal stored) {
        return decimal(
                        Math.max(found.before(), stored.precision() - stored.scale()),
                        Math.max(found.after(), stored.scale()))
                .orElseThrow(() -> new IllegalArgumentException(worded(found) + ", the lake stores " + stored
                        + ", and no decimal of " + Decimal.MAX_DIGITS + " digits holds both. Set " + way(found)));
    }

    /** What holds tonight's numbers, though not all that the stored type may hold; text reads together with no number. */
    private String way(NumberWidth found) {
        String anew = key + " = \"text\" in " + section + " and load into a new table.";
        return found.before() + found.after() <= Decimal.MAX_DIGITS
                ? key + " = \"" + new Decimal(Decimal.MAX_DIGITS, found.after()) + "\" in " + section
                        + " if no older file holds a longer number, or " + anew
                : anew;
    }

    /** The least of the precisions; what it has beyond the need goes before the point. */
    private static Optional<Decimal> decimal(int before, int after) {
        return IntStream.of(PRECISIONS)
                .filter(precision -> precision >= before + after)
                .mapToObj(precision -> new Decimal(precision, after))
                .findFirst();
    }

    private static String worded(NumberWidth width) {
        return "its numbers have up to " + width.before() + " digits before the point and " + width.after()
                + " after it";
    }
}
