package dev.ingest.config;

import dev.ingest.data.ColumnType;
import dev.ingest.data.ColumnType.Decimal;
import java.util.Locale;
import java.util.Optional;

/**
 * What numbers without a declared precision land as.
 *
 * @param type a decimal or text; absent: {@code probe}, the source is asked first
 */
public record UnboundedNumber(Optional<ColumnType> type) {
    /** dlt's choice, {@code decimal(38,9)}. */
    public static final UnboundedNumber DEFAULT = new UnboundedNumber(Optional.of(new Decimal(38, 9)));

    /** The source is asked for the widest value first. */
    public static final UnboundedNumber PROBE = new UnboundedNumber(Optional.empty());

    /**
     * Parses {@code probe}, {@code text} or a decimal.
     *
     * @throws IllegalArgumentException with the reason, when it is none of them
     */
    public static UnboundedNumber parse(String text) {
        if (text.strip().toLowerCase(Locale.ROOT).equals("probe")) {
            return PROBE;
        }
        ColumnType type = ColumnTypes.parse(text);
        if (type instanceof Decimal || type.equals(ColumnType.TEXT)) {
            return new UnboundedNumber(Optional.of(type));
        }
        throw new IllegalArgumentException("is neither a decimal(p,s) nor text nor probe");
    }

    @Override
    public String toString() {
        return type.map(ColumnType::toString).orElse("probe");
    }
}
