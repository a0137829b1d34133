package dev.ingest.landing;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** dlt's layout placeholders: what each renders and what its values look like when they are read back. */
enum Placeholder {
    SCHEMA_NAME("schema_name", Role.NAME, ".+"),
    TABLE_NAME("table_name", Role.NAME, ".+"),
    LOAD_ID("load_id", Role.FILE, "\\d{1,12}\\.\\d{1,9}"),
    FILE_ID("file_id", Role.FILE, "[0-9a-f]{10}"),
    EXT("ext", Role.FILE, "[a-z0-9]+(?:\\.gz)?"),

    CURR_DATE("curr_date", Role.DATE, "\\d{4}-\\d{2}-\\d{2}"),
    YEAR_4("YYYY", Role.DATE, "\\d{4}"),
    YEAR_2("YY", Role.DATE, "\\d{2}"),
    YEAR("Y", Role.DATE, "\\d+"),
    MONTH_NAME("MMMM", Role.DATE, "[a-z]+"),
    MONTH_SHORT("MMM", Role.DATE, "[a-z]+"),
    MONTH_2("MM", Role.DATE, "\\d{2}"),
    MONTH("M", Role.DATE, "\\d+"),
    DAY_2("DD", Role.DATE, "\\d{2}"),
    DAY("D", Role.DATE, "\\d+"),
    WEEKDAY_NAME("dddd", Role.DATE, "[a-z]+"),
    WEEKDAY_3("ddd", Role.DATE, "[a-z]+"),
    WEEKDAY_2("dd", Role.DATE, "[a-z]+"),
    /** Sunday is 0. */
    WEEKDAY("d", Role.DATE, "\\d"),
    QUARTER("Q", Role.DATE, "\\d"),

    HOUR_2("HH", Role.TIME, "\\d{2}"),
    HOUR("H", Role.TIME, "\\d+"),
    MINUTE_2("mm", Role.TIME, "\\d{2}"),
    MINUTE("m", Role.TIME, "\\d+"),
    SECOND_2("ss", Role.TIME, "\\d{2}"),
    SECOND("s", Role.TIME, "\\d+"),
    FRACTION_4("SSSS", Role.TIME, "\\d{4}"),
    FRACTION_3("SSS", Role.TIME, "\\d{3}"),
    FRACTION_2("SS", Role.TIME, "\\d{2}"),
    FRACTION_1("S", Role.TIME, "\\d"),

    TIMESTAMP("timestamp", Role.INSTANT, "\\d+"),
    TIMESTAMP_MS("timestamp_ms", Role.INSTANT, "\\d+"),
    PACKAGE_TIMESTAMP("load_package_timestamp", Role.INSTANT, "\\d+"),
    PACKAGE_TIMESTAMP_MS("load_package_timestamp_ms", Role.INSTANT, "\\d+");

    /** What a placeholder's value depends on. */
    enum Role {
        /** On dataset and table alone. */
        NAME,
        /** On the file. */
        FILE,
        /** On the execution date alone: equal for all loads of a day. */
        DATE,
        /** On the time of day. */
        TIME,
        /** On both: unix time, of which the day can be read back. */
        INSTANT
    }

    private final String text;
    private final Role role;
    private final String shape;

    Placeholder(String text, Role role, String shape) {
        this.text = text;
        this.role = role;
        this.shape = shape;
    }

    static Optional<Placeholder> of(String text) {
        return Arrays.stream(values())
                .filter(placeholder -> placeholder.text.equals(text))
                .findFirst();
    }

    /** The placeholder that {@code text} may have meant. */
    static Optional<Placeholder> near(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(placeholder -> placeholder.resembles(lower))
                .findFirst();
    }

    private boolean resembles(String lower) {
        String own = text.toLowerCase(Locale.ROOT);
        String bare = lower.replace("_", "").replace("-", "");
        if (own.replace("_", "").equals(bare)) {
            return true;
        }
        return Math.min(bare.length(), own.length()) > 2 && (own.startsWith(bare) || bare.startsWith(own));
    }

    Role role() {
        return role;
    }

    /** A regular expression that its values match whole. */
    String shape() {
        return shape;
    }

    /** The value of one that depends on {@code moment}, whose date is {@code date}. */
    String render(LocalDate date, ZonedDateTime moment) {
        return switch (this) {
            case CURR_DATE -> date.toString();
            case YEAR_4 -> padded(date.getYear(), 4);
            case YEAR_2 -> padded(date.getYear() % 100, 2);
            case YEAR -> padded(date.getYear(), 1);
            case MONTH_NAME -> month(date, TextStyle.FULL);
            case MONTH_SHORT -> month(date, TextStyle.SHORT);
            case MONTH_2 -> padded(date.getMonthValue(), 2);
            case MONTH -> padded(date.getMonthValue(), 1);
            case DAY_2 -> padded(date.getDayOfMonth(), 2);
            case DAY -> padded(date.getDayOfMonth(), 1);
            case WEEKDAY_NAME -> weekday(date);
            case WEEKDAY_3 -> weekday(date).substring(0, 3);
            case WEEKDAY_2 -> weekday(date).substring(0, 2);
            case WEEKDAY -> padded(date.getDayOfWeek().getValue() % DayOfWeek.SUNDAY.getValue(), 1);
            case QUARTER -> padded(date.get(IsoFields.QUARTER_OF_YEAR), 1);
            case HOUR_2 -> padded(moment.getHour(), 2);
            case HOUR -> padded(moment.getHour(), 1);
            case MINUTE_2 -> padded(moment.getMinute(), 2);
            case MINUTE -> padded(moment.getMinute(), 1);
            case SECOND_2 -> padded(moment.getSecond(), 2);
            case SECOND -> padded(moment.getSecond(), 1);
            case FRACTION_4 -> fraction(moment, 4);
            case FRACTION_3 -> fraction(moment, 3);
            case FRACTION_2 -> fraction(moment, 2);
            case FRACTION_1 -> fraction(moment, 1);
            case TIMESTAMP, PACKAGE_TIMESTAMP -> Long.toString(moment.toEpochSecond());
            case TIMESTAMP_MS, PACKAGE_TIMESTAMP_MS ->
                Long.toString(moment.toInstant().toEpochMilli());
            case SCHEMA_NAME, TABLE_NAME, LOAD_ID, FILE_ID, EXT ->
                throw new IllegalStateException(this + " is no date");
        };
    }

    /** As it stands in a layout. */
    @Override
    public String toString() {
        return "{" + text + "}";
    }

    private static String month(LocalDate date, TextStyle style) {
        return date.getMonth().getDisplayName(style, Locale.ENGLISH).toLowerCase(Locale.ROOT);
    }

    private static String weekday(LocalDate date) {
        return date.getDayOfWeek().name().toLowerCase(Locale.ROOT);
    }

    private static String fraction(ZonedDateTime moment, int digits) {
        return padded(moment.getNano(), 9).substring(0, digits);
    }

    private static String padded(int value, int digits) {
        String plain = Integer.toString(value);
        return "0".repeat(Math.max(0, digits - plain.length())) + plain;
    }
}
