package dev.ingest.source.rest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ingest.data.BytesVector;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.DoubleVector;
import dev.ingest.data.LongVector;
import dev.ingest.data.UnscaledNumber;
import dev.ingest.data.Vector;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;

/** A column that values of records are appended to, as far as its type holds them exactly. */
abstract sealed class ColumnSink {
    private static final long DOUBLE_INTEGERS = 1L << 53;

    private final Column column;
    private Vector vector = new LongVector(0);
    private int row = -1;

    private ColumnSink(Column column) {
        this.column = column;
    }

    /** The sink of {@code column}; values go to the vectors that it is bound to. */
    static ColumnSink of(Column column, ValueText text) {
        ColumnType type = column.type();
        if (type instanceof ColumnType.Text content) {
            return content.content() == ColumnType.Text.Content.JSON ? new Json(column, text) : new Text(column, text);
        } else if (type instanceof ColumnType.Timestamp timestamp) {
            return new Timestamps(column, timestamp);
        } else if (type instanceof ColumnType.Bool) {
            return new Flags(column);
        } else if (type instanceof ColumnType.Whole whole) {
            return new Numbers(column, whole.bits() == 64 ? 19 : 10, 0, limit(whole));
        } else if (type instanceof ColumnType.Decimal decimal) {
            return new Numbers(column, decimal.precision(), decimal.scale(), Long.MAX_VALUE);
        } else if (type instanceof ColumnType.Floating) {
            return new Floats(column);
        } else if (type instanceof ColumnType.Date) {
            return new Days(column);
        }
        throw new RecordFault("column '" + column.name() + "' is " + type
                + ", which no field of a record lands as. Choose another type for it.");
    }

    private static long limit(ColumnType.Whole whole) {
        return whole.bits() == 64 ? Long.MAX_VALUE : (1L << (whole.bits() - 1)) - 1;
    }

    Column column() {
        return column;
    }

    /** Where values go from now on. */
    final void bind(Vector bound) {
        vector = bound;
    }

    final Vector vector() {
        return vector;
    }

    final LongVector longs() {
        return (LongVector) vector;
    }

    final BytesVector bytes() {
        return (BytesVector) vector;
    }

    /** Appends the value that the parser stands at; false where the type does not hold it exactly. */
    abstract boolean append(JsonParser parser, JsonToken token) throws IOException;

    /** Whether row {@code position} has its value already. */
    final boolean has(int position) {
        return row == position;
    }

    /** Notes that row {@code position} has its value. */
    final void filled(int position) {
        row = position;
    }

    private static final class Flags extends ColumnSink {

        Flags(Column column) {
            super(column);
        }

        @Override
        boolean append(JsonParser parser, JsonToken token) {
            if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
                return false;
            }
            longs().append(token == JsonToken.VALUE_TRUE ? 1 : 0);
            return true;
        }
    }

    private static final class Numbers extends ColumnSink {
        private final int precision;
        private final int scale;
        private final long most;
        private final PlainNumber number = new PlainNumber();
        private final UnscaledNumber unscaled = new UnscaledNumber();
        private final boolean whole;

        Numbers(Column column, int precision, int scale, long most) {
            super(column);
            this.precision = precision;
            this.scale = scale;
            this.most = most;
            this.whole = column.type() instanceof ColumnType.Whole;
        }

        @Override
        boolean append(JsonParser parser, JsonToken token) throws IOException {
            if (token == JsonToken.VALUE_NUMBER_INT
                    && whole
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                long value = parser.getLongValue();
                if (value > most || value < -most - 1) {
                    return false;
                }
                longs().append(value);
                return true;
            }
            boolean isNumber = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
            if (!isNumber
                    || !number.read(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())
                    || !number.fits(precision, scale, unscaled)
                    || (whole && !unscaled.isWithin(-most - 1, most))) {
                return false;
            }
            unscaled.appendTo(vector());
            return true;
        }
    }

    private static final class Floats extends ColumnSink {
        private final boolean narrow;

        Floats(Column column) {
            super(column);
            this.narrow = column.type().equals(ColumnType.FLOAT);
        }

        /** Users who want a double know that it is the nearest one; whole numbers are exact or refused. */
        @Override
        boolean append(JsonParser parser, JsonToken token) throws IOException {
            if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
                return false;
            }
            BigDecimal exact = new BigDecimal(parser.getText());
            double value = narrow ? exact.floatValue() : exact.doubleValue();
            boolean inexact = token == JsonToken.VALUE_NUMBER_INT && Math.abs(value) > DOUBLE_INTEGERS;
            if (inexact || Double.isInfinite(value)) {
                return false;
            }
            ((DoubleVector) vector()).append(value);
            return true;
        }
    }

    private static final class Timestamps extends ColumnSink {
        private final boolean zoned;
        private final boolean nanos;
        private final IsoTime time = new IsoTime();

        Timestamps(Column column, ColumnType.Timestamp type) {
            super(column);
            this.zoned = type.zone() == ColumnType.Timestamp.Zone.UTC;
            this.nanos = type.unit() == ColumnType.Timestamp.Unit.NANOS;
        }

        @Override
        boolean append(JsonParser parser, JsonToken token) throws IOException {
            if (token != JsonToken.VALUE_STRING
                    || !time.read(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())
                    || time.isZoned() != zoned
                    || (nanos ? !time.fitsNanos() : time.hasNanos())) {
                return false;
            }
            longs().append(nanos ? time.nanos() : time.micros());
            return true;
        }
    }

    private static final class Days extends ColumnSink {

        Days(Column column) {
            super(column);
        }

        @Override
        boolean append(JsonParser parser, JsonToken token) throws IOException {
            if (token != JsonToken.VALUE_STRING || parser.getTextLength() != 10) {
                return false;
            }
            try {
                longs().append(LocalDate.parse(parser.getText()).toEpochDay());
                return true;
            } catch (DateTimeException noDay) {
                return false;
            }
        }
    }

    private static final class Text extends ColumnSink {
        private final ValueText text;

        Text(Column column, ValueText text) {
            super(column);
            this.text = text;
        }

        /** Numbers, flags and nested data land as the text that they had. */
        @Override
        boolean append(JsonParser parser, JsonToken token) throws IOException {
            if (token == JsonToken.VALUE_STRING
                    || token == JsonToken.VALUE_NUMBER_INT
                    || token == JsonToken.VALUE_NUMBER_FLOAT) {
                text.characters(parser);
            } else {
                text.json(parser);
            }
            bytes().append(text.bytes(), 0, text.length());
            return true;
        }
    }

    private static final class Json extends ColumnSink {
        private final ValueText text;

        Json(Column column, ValueText text) {
            super(column);
            this.text = text;
        }

        @Override
        boolean append(JsonParser parser, JsonToken token) throws IOException {
            text.json(parser);
            bytes().append(text.bytes(), 0, text.length());
            return true;
        }
    }
}
