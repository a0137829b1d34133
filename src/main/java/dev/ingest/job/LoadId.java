package dev.ingest.job;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A load's identifier as dlt writes it: unix seconds as Python prints a float ({@code 1769490843.5974004}), strictly
 * increasing within a dataset.
 */
public record LoadId(String text) implements Comparable<LoadId> {
    /** The least step by which an identifier exceeds the one before, in seconds. */
    private static final BigDecimal STEP = new BigDecimal("0.00001");

    private static final Pattern FORM = Pattern.compile("\\d{1,12}\\.\\d{1,9}");

    public LoadId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a load id: " + text);
        }
    }

    /** The identifier for a load that starts at {@code now}, above {@code newest} even when the clock was set back. */
    public static LoadId next(Instant now, Optional<LoadId> newest) {
        BigDecimal seconds = BigDecimal.valueOf(now.getEpochSecond()).add(BigDecimal.valueOf(now.getNano(), 9));
        BigDecimal floor = newest.map(id -> id.seconds().add(STEP)).orElse(BigDecimal.ZERO);
        return new LoadId(pythonFloat(seconds.max(floor)));
    }

    /** Unix seconds. */
    public BigDecimal seconds() {
        return new BigDecimal(text);
    }

    /** The moment the identifier was made from. */
    public Instant instant() {
        BigDecimal seconds = seconds();
        return Instant.ofEpochSecond(
                seconds.longValue(),
                seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }

    @Override
    public int compareTo(LoadId other) {
        return seconds().compareTo(other.seconds());
    }

    @Override
    public String toString() {
        return text;
    }

    private static String pythonFloat(BigDecimal seconds) {
        String plain = BigDecimal.valueOf(seconds.doubleValue()).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }
}
