package dev.ingest.source.jdbc.oracle;

import dev.ingest.data.Nullability;
import dev.ingest.source.SourceColumn;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A type as a column has it, wherever that was found.
 *
 * @param base the type that decides how it is read
 * @param declared for people
 * @param precision digits, or the fractional ones of a time
 * @param scale of a number
 */
record ColumnForm(String base, String declared, OptionalInt precision, OptionalInt scale) {
    private static final int DIGITS_OF_ANY = 38;

    /**
     * @param type as the dictionary writes it
     * @param precision of a number; of a FLOAT its bits
     * @param scale of a number; of a time its fractional digits
     * @param length of a text or of bytes
     * @param inCharacters whether a text's length counts characters
     */
    static ColumnForm of(
            String base, String type, OptionalInt precision, OptionalInt scale, int length, boolean inCharacters) {
        String upper = type.toUpperCase(Locale.ROOT);
        return switch (base) {
            case "number" -> number(precision, scale);
            case "float" ->
                new ColumnForm(
                        base,
                        "FLOAT" + (precision.isPresent() ? "(" + precision.getAsInt() + ")" : ""),
                        OptionalInt.empty(),
                        OptionalInt.empty());
            case "date" -> new ColumnForm(base, upper, OptionalInt.of(0), OptionalInt.empty());
            case "timestamp", "timestamp with time zone", "timestamp with local time zone" ->
                new ColumnForm(base, upper, OptionalInt.of(scale.orElse(6)), OptionalInt.empty());
            case "char", "varchar2" -> sized(base, upper, length, inCharacters ? " CHAR" : " BYTE");
            case "nchar", "nvarchar2", "raw" -> sized(base, upper, length, "");
            default -> new ColumnForm(base, type, OptionalInt.empty(), OptionalInt.empty());
        };
    }

    SourceColumn column(String name, boolean binaryOrder, Nullability nullability) {
        return new SourceColumn(
                name, declared, binaryOrder ? base : OracleTypes.COLLATED + base, precision, scale, nullability);
    }

    private static ColumnForm sized(String base, String type, int length, String unit) {
        return new ColumnForm(base, type + "(" + length + unit + ")", OptionalInt.of(length), OptionalInt.empty());
    }

    /** With a scale alone a number has all digits that there are. */
    private static ColumnForm number(OptionalInt precision, OptionalInt scale) {
        if (precision.isEmpty() && scale.isEmpty()) {
            return new ColumnForm("number", "NUMBER", OptionalInt.empty(), OptionalInt.empty());
        }
        String digits = precision.isPresent() ? Integer.toString(precision.getAsInt()) : "*";
        int places = scale.orElse(0);
        boolean plain = precision.isPresent() && places == 0;
        return new ColumnForm(
                "number",
                "NUMBER(" + digits + (plain ? "" : "," + places) + ")",
                OptionalInt.of(precision.orElse(DIGITS_OF_ANY)),
                OptionalInt.of(places));
    }
}
