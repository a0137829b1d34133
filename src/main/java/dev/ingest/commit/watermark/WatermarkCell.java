package dev.ingest.commit.watermark;

import dev.ingest.job.CellForm;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.name.Blanks;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * What a {@code last_watermark} cell holds.
 *
 * @param text its value, blanks included: a date cell as {@code 2026-01-27 10:44:12.584}, a number in plain digits; empty
 *     for an empty cell
 * @param form how the workbook keeps it
 */
public record WatermarkCell(String text, CellForm form) {
    public static final WatermarkCell EMPTY = new WatermarkCell("", CellForm.TEXT);

    private static final MathContext TYPED = new MathContext(15, RoundingMode.DOWN);
    private static final MathContext STORED = new MathContext(15, RoundingMode.HALF_EVEN);
    private static final Duration DATE_CELL_PRECISION = Duration.ofMillis(1);
    private static final DateTimeFormatter ZONED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    /** A cell with text. */
    public static WatermarkCell text(String text) {
        return new WatermarkCell(text, CellForm.TEXT);
    }

    /** A cell as this program writes it for a column of {@code type}. */
    public static WatermarkCell written(String value, CursorType type) {
        return new WatermarkCell(value, type == CursorType.TEXT ? CellForm.EXACT : CellForm.TEXT);
    }

    /** Whether it holds nothing but blanks. */
    public boolean isEmpty() {
        return bare().isEmpty();
    }

    /** This cell, held against {@code written} as that is to be held against others. */
    WatermarkCell comparedAs(WatermarkCell written) {
        return written.form == CellForm.EXACT ? new WatermarkCell(text, CellForm.EXACT) : this;
    }

    /**
     * Whether both hold one value, whatever the form: 5 is 5.0, and a date cell equals text that agrees to the millisecond.
     * A value of a text column is itself alone: 20 is not 0020.
     */
    public boolean sameValue(WatermarkCell other) {
        if (text.equals(other.text)) {
            return true;
        }
        if (either(other, CellForm.EXACT)) {
            return false;
        }
        if (bare().equals(other.bare())) {
            return true;
        }
        if (isEmpty() || other.isEmpty()) {
            return false;
        }
        Optional<BigDecimal> number = number();
        Optional<BigDecimal> otherNumber = other.number();
        if (number.isPresent() && otherNumber.isPresent()) {
            return either(other, CellForm.NUMBER)
                    ? sameDigits(number.get(), otherNumber.get())
                    : number.get().compareTo(otherNumber.get()) == 0;
        }
        return sameMoment(other);
    }

    /** Excel keeps the first 15 digits of a number, makes zeros of the others, and stores the double nearest to that. */
    private static boolean sameDigits(BigDecimal left, BigDecimal right) {
        return left.doubleValue() == right.doubleValue()
                || left.round(STORED).compareTo(right.round(TYPED)) == 0
                || left.round(TYPED).compareTo(right.round(STORED)) == 0;
    }

    private boolean sameMoment(WatermarkCell other) {
        Optional<OffsetDateTime> moment = moment();
        Optional<OffsetDateTime> otherMoment = other.moment();
        if (moment.isEmpty() || otherMoment.isEmpty()) {
            return false;
        }
        Duration apart = Duration.between(moment.get(), otherMoment.get()).abs();
        return either(other, CellForm.DATE) ? apart.compareTo(DATE_CELL_PRECISION) < 0 : apart.isZero();
    }

    private String bare() {
        return Blanks.stripped(text);
    }

    private boolean either(WatermarkCell other, CellForm wanted) {
        return form == wanted || other.form == wanted;
    }

    private Optional<BigDecimal> number() {
        try {
            return Optional.of(new BigDecimal(bare()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Clocks with no zone count as UTC: a date cell has none. */
    private Optional<OffsetDateTime> moment() {
        String iso = bare().replace(' ', 'T');
        String dated = iso.contains("T") ? iso : iso + "T00:00:00";
        try {
            return Optional.of(
                    dated.matches(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)")
                            ? OffsetDateTime.parse(dated, ZONED)
                            : LocalDateTime.parse(dated).atOffset(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
