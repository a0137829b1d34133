package dev.ingest.commit.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ingest.job.cursor.CursorType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Optional;

/** dlt's typed JSON: a first character from the private-use area tells what a string is. */
final class TypedValue {
    private static final char DECIMAL = '\uf026';
    private static final char DATETIME = '\uf027';
    private static final char DATE = '\uf028';
    private static final char LAST = '\uf02d';

    private static final DateTimeFormatter OURS = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(java.util.Locale.ROOT);

    private TypedValue() {}

    /** A watermark as dlt restores it; digits beyond microseconds, which Python cannot hold, are cut. */
    static JsonNode of(CursorType type, String text) {
        return switch (type) {
            case DATE -> TextNode.valueOf(DATE + text.strip());
            case TIMESTAMP, TIMESTAMP_UTC -> TextNode.valueOf(DATETIME + iso(PythonTime.parse(text)));
            case INTEGER -> integer(new BigInteger(text.strip()));
            case DECIMAL -> TextNode.valueOf(DECIMAL + new BigDecimal(text.strip()).toPlainString());
            case TEXT, ROWVERSION -> TextNode.valueOf(text);
        };
    }

    /** A watermark of dlt's in our own text; empty for null and for what no cursor can be. */
    static Optional<String> text(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(
                    value.isFloatingPointNumber() ? new BigDecimal(value.asText()).toPlainString() : value.asText());
        }
        if (!value.isTextual() || value.textValue().isEmpty()) {
            return Optional.empty();
        }
        String text = value.textValue();
        char type = text.charAt(0);
        if (type == DATETIME) {
            return Optional.of(ours(PythonTime.parse(text.substring(1))));
        }
        return Optional.of(type >= DECIMAL && type <= LAST ? text.substring(1) : text);
    }

    private static JsonNode integer(BigInteger value) {
        return value.bitLength() < Long.SIZE
                ? BigIntegerNode.valueOf(value)
                : TextNode.valueOf(DECIMAL + value.toString());
    }

    private static String iso(Temporal moment) {
        return moment instanceof OffsetDateTime zoned
                ? PythonTime.iso(zoned.toInstant())
                : PythonTime.iso((LocalDateTime) moment);
    }

    private static String ours(Temporal moment) {
        return moment instanceof OffsetDateTime zoned
                ? OURS.format(zoned.withOffsetSameInstant(ZoneOffset.UTC)) + "+00:00"
                : OURS.format(moment);
    }
}
