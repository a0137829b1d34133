package dev.ingest.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as users write them: {@code 134217728}, {@code 128MB}, {@code 64 MiB}; all units count by 1024. */
public final class ByteText {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,6})?)\\s*(?:([kmgt])(?:i?b)?|b)?");
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private ByteText() {}

    /**
     * Parses {@code text}, at least 1 byte.
     *
     * @throws IllegalArgumentException with the reason, when it is no number of bytes
     */
    public static long parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is not a number of bytes, as 134217728, 128MB or 64 MiB");
        }
        int power = matcher.group(2) == null ? 0 : "kmgt".indexOf(matcher.group(2)) + 1;
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
        if (bytes.compareTo(BigDecimal.ONE) < 0 || bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("is not a number of bytes from 1 to 8 million TB");
        }
        return bytes.longValue();
    }

    /** The shortest exact text: {@code 128 MiB}. */
    public static String of(long bytes) {
        long number = bytes;
        int unit = 0;
        while (number != 0 && number % 1024 == 0 && unit < UNITS.size() - 1) {
            number /= 1024;
            unit++;
        }
        return number + " " + UNITS.get(unit);
    }
}
