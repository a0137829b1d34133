package dev.ingest.engine.reread;

import dev.ingest.data.ColumnType;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** A cursor's value as its vector holds it, turned into canonical text. */
public final class CursorBits {
    private final ColumnType type;
    private final long high;
    private final long low;
    private final byte[] bytes;

    /** A value of a {@code type} column: 128 bits, or the bytes of a text. */
    public CursorBits(ColumnType type, long high, long low, byte[] bytes) {
        this.type = type;
        this.high = high;
        this.low = low;
        this.bytes = bytes;
    }

    /** The text, as {@link CursorType} shows it. */
    public String text(CursorType cursor) {
        return switch (cursor) {
            case DATE -> LocalDate.ofEpochDay(low).toString();
            case TIMESTAMP -> CursorText.of(clock());
            case TIMESTAMP_UTC -> CursorText.ofUtc(clock());
            case INTEGER, DECIMAL -> number();
            case TEXT -> new String(bytes, StandardCharsets.UTF_8);
            case ROWVERSION -> "0x" + HexFormat.of().withUpperCase().formatHex(bytes);
        };
    }

    private String number() {
        if (type instanceof ColumnType.Decimal decimal) {
            BigInteger unscaled =
                    BigInteger.valueOf(high).shiftLeft(Long.SIZE).or(new BigInteger(Long.toUnsignedString(low)));
            return new BigDecimal(unscaled, decimal.scale()).toPlainString();
        }
        return type instanceof ColumnType.Text ? new String(bytes, StandardCharsets.UTF_8) : Long.toString(low);
    }

    private LocalDateTime clock() {
        boolean micros = ((ColumnType.Timestamp) type).unit() == ColumnType.Timestamp.Unit.MICROS;
        long units = micros ? 1_000_000L : 1_000_000_000L;
        long nanos = Math.floorMod(low, units) * (1_000_000_000L / units);
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(Math.floorDiv(low, units), nanos), ZoneOffset.UTC);
    }
}
