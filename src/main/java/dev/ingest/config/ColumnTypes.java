package dev.ingest.config;

import dev.ingest.data.ColumnType;
import dev.ingest.data.ColumnType.Decimal;
import dev.ingest.data.ColumnType.Timestamp;
import dev.ingest.job.name.NearMatch;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Column types as users write them in overrides: {@code decimal(38,18)}, {@code text}, {@code timestamptz(9)}. */
public final class ColumnTypes {
    private static final Pattern DECIMAL =
            Pattern.compile("(?:decimal|numeric)\\s*\\(\\s*(\\d{1,3})\\s*(?:,\\s*(\\d{1,3})\\s*)?\\)");
    private static final Map<String, ColumnType> BY_NAME = byName();

    private ColumnTypes() {}

    /**
     * Parses {@code text}.
     *
     * @throws IllegalArgumentException with the reason, when it names no type
     */
    public static ColumnType parse(String text) {
        String written = text.strip().toLowerCase(Locale.ROOT);
        Matcher decimal = DECIMAL.matcher(written);
        if (decimal.matches()) {
            String scale = decimal.group(2);
            return decimal(Integer.parseInt(decimal.group(1)), scale == null ? 0 : Integer.parseInt(scale));
        }
        ColumnType type = BY_NAME.get(written.replace(" ", ""));
        if (type == null) {
            throw new IllegalArgumentException("is not a column type (decimal(p,s), "
                    + String.join(", ", BY_NAME.keySet()) + ")." + NearMatch.question(written, BY_NAME.keySet()));
        }
        return type;
    }

    private static ColumnType decimal(int precision, int scale) {
        if (precision < 1 || precision > Decimal.MAX_DIGITS || scale > precision) {
            throw new IllegalArgumentException("is not a decimal of 1 to " + Decimal.MAX_DIGITS
                    + " digits with no more of them behind the point than there are");
        }
        return new Decimal(precision, scale);
    }

    private static Map<String, ColumnType> byName() {
        Map<String, ColumnType> types = new TreeMap<>();
        for (ColumnType type : List.of(
                ColumnType.BOOL,
                ColumnType.INT16,
                ColumnType.INT32,
                ColumnType.INT64,
                ColumnType.FLOAT,
                ColumnType.DOUBLE,
                ColumnType.TEXT,
                ColumnType.JSON,
                ColumnType.BINARY,
                ColumnType.DATE,
                ColumnType.TIMESTAMP,
                ColumnType.TIMESTAMP_UTC,
                new Timestamp(Timestamp.Unit.NANOS, Timestamp.Zone.NAIVE),
                new Timestamp(Timestamp.Unit.NANOS, Timestamp.Zone.UTC))) {
            types.put(type.toString(), type);
        }
        types.put("timestamp(6)", ColumnType.TIMESTAMP);
        types.put("timestamptz(6)", ColumnType.TIMESTAMP_UTC);
        return types;
    }
}
