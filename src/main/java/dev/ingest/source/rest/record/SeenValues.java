package dev.ingest.source.rest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ingest.data.ColumnType;
import dev.ingest.data.ColumnType.Decimal;
import java.io.IOException;

/**
 * The values of a field that has no column yet. The first one says whether they are flags, numbers, texts or nested data, as
 * in dlt; all that follow of the same kind say how wide.
 */
final class SeenValues {
    private enum Kind {
        NONE,
        FLAG,
        NUMBER,
        TEXT,
        NESTED
    }

    private Kind kind = Kind.NONE;
    private int wholeDigits;
    private int fractionDigits;
    private boolean zoned;
    private boolean naive;
    /** A number has a fraction, or a text is no time. */
    private boolean plain;

    private boolean unreadable;
    private boolean beyondLong;
    private boolean nanos;

    /** Takes the value that the parser stands at into account. */
    void add(JsonParser parser, JsonToken token, PlainNumber number, IsoTime time) throws IOException {
        Kind own = kindOf(token);
        if (kind == Kind.NONE) {
            kind = own;
        }
        if (own != kind) {
            return;
        }
        if (own == Kind.NUMBER) {
            addNumber(parser, number);
        } else if (own == Kind.TEXT) {
            addText(parser, time);
        }
    }

    private void addNumber(JsonParser parser, PlainNumber number) throws IOException {
        if (number.read(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())) {
            wholeDigits = Math.max(wholeDigits, number.wholeDigits());
            fractionDigits = Math.max(fractionDigits, number.fractionDigits());
        } else {
            unreadable = true;
        }
        boolean isWhole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
        plain |= !isWhole;
        beyondLong |= isWhole && parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
    }

    private void addText(JsonParser parser, IsoTime time) throws IOException {
        if (time.read(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())) {
            zoned |= time.isZoned();
            naive |= !time.isZoned();
            nanos |= time.hasNanos();
        } else {
            plain = true;
        }
    }

    private static Kind kindOf(JsonToken token) {
        return switch (token) {
            case VALUE_TRUE, VALUE_FALSE -> Kind.FLAG;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case START_OBJECT, START_ARRAY -> Kind.NESTED;
            default -> Kind.TEXT;
        };
    }

    /** Whether there was none. */
    boolean isEmpty() {
        return kind == Kind.NONE;
    }

    /** What they land as. */
    ColumnType type(RecordTypes types) {
        return switch (kind) {
            case FLAG -> ColumnType.BOOL;
            case NUMBER -> number(types.number());
            case NESTED -> ColumnType.JSON;
            case TEXT, NONE -> text(types.timestamps());
        };
    }

    private ColumnType number(ColumnType unbounded) {
        if (!plain && !unreadable && !beyondLong) {
            return ColumnType.INT64;
        }
        if (unreadable || !(unbounded instanceof Decimal decimal)) {
            return ColumnType.TEXT;
        }
        int scale = plain ? Math.max(decimal.scale(), fractionDigits) : 0;
        int precision = Math.max(decimal.precision(), Math.min(Decimal.MAX_DIGITS, wholeDigits + scale));
        return wholeDigits + scale > Decimal.MAX_DIGITS ? ColumnType.TEXT : new Decimal(precision, scale);
    }

    private ColumnType text(ColumnType.Timestamp.Unit unit) {
        if (plain || (zoned && naive) || (nanos && unit == ColumnType.Timestamp.Unit.MICROS) || kind == Kind.NONE) {
            return ColumnType.TEXT;
        }
        return new ColumnType.Timestamp(unit, zoned ? ColumnType.Timestamp.Zone.UTC : ColumnType.Timestamp.Zone.NAIVE);
    }
}
