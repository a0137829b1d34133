package dev.ingest.config;

import java.util.OptionalInt;

/**
 * How many slices of a table are read at once.
 *
 * @param number at least 1; absent: {@code auto}, the tool chooses
 */
public record SliceCount(OptionalInt number) {
    /** The tool chooses. */
    public static final SliceCount AUTO = new SliceCount(OptionalInt.empty());

    /** A fixed number. */
    public static SliceCount of(int number) {
        return new SliceCount(OptionalInt.of(number));
    }

    /**
     * Parses {@code auto} or a number from 1 to 999.
     *
     * @throws IllegalArgumentException with the reason, when it is neither
     */
    public static SliceCount parse(String text) {
        String written = text.strip();
        if (written.equalsIgnoreCase("auto")) {
            return AUTO;
        }
        if (!written.matches("0*[1-9]\\d{0,2}")) {
            throw new IllegalArgumentException("is not a whole number from 1 to 999, or auto");
        }
        return of(Integer.parseInt(written));
    }

    @Override
    public String toString() {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "auto";
    }
}
