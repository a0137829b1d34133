package dev.ingest.engine.stage;

import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import dev.ingest.engine.reread.CursorBits;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorRange;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.parquet.ParquetFooter;
import java.math.BigInteger;
import java.util.Optional;

/** The cursor values of a file, as the statistics in its footer tell them. */
final class FooterRange {
    private FooterRange() {}

    /** Empty where the statistics tell none, or compare another way than the cursor does. */
    static Optional<CursorRange> of(ParquetFooter footer, Schema schema, Cursor cursor) {
        int column = schema.indexOf(cursor.landed()).orElseThrow();
        ColumnType type = schema.column(column).type();
        boolean writtenNumber = type instanceof ColumnType.Text && cursor.type() != CursorType.TEXT;
        return writtenNumber
                ? Optional.empty()
                : footer.range(column)
                        .map(range -> new CursorRange(
                                text(type, range.low(), cursor.type()), text(type, range.high(), cursor.type())));
    }

    private static String text(ColumnType type, Object value, CursorType cursor) {
        if (value instanceof Number whole) {
            return new CursorBits(type, whole.longValue() >> 63, whole.longValue(), new byte[0]).text(cursor);
        }
        byte[] bytes = (byte[]) value;
        if (type instanceof ColumnType.Decimal) {
            BigInteger unscaled = new BigInteger(bytes);
            return new CursorBits(type, unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue(), new byte[0])
                    .text(cursor);
        }
        return new CursorBits(type, 0, 0, bytes).text(cursor);
    }
}
