package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.option.TimestampExcess;
import dev.ingest.source.jdbc.sqlserver.read.SqlServerReading;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/**
 * The moments that a column can land as, where they are fewer than the server compares: a window must tell rows apart as
 * their landed values do.
 */
enum Ticks {
    /** What lands in microseconds, whatever the column holds beyond. */
    MICROSECONDS {
        @Override
        LocalDateTime floor(LocalDateTime clock) {
            return clock.truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        LocalDateTime next(LocalDateTime tick) {
            return tick.plus(1, ChronoUnit.MICROS);
        }
    },
    /** {@code datetime}: three-hundredths of a second, which the server shows and the driver reads as milliseconds. */
    THREE_HUNDREDTHS {
        @Override
        LocalDateTime floor(LocalDateTime clock) {
            int digit = clock.get(ChronoField.MILLI_OF_SECOND) % 10;
            int held = digit >= 7 ? 7 : digit >= 3 ? 3 : 0;
            return clock.truncatedTo(ChronoUnit.MILLIS).minus(digit - held, ChronoUnit.MILLIS);
        }

        @Override
        LocalDateTime next(LocalDateTime tick) {
            int digit = tick.get(ChronoField.MILLI_OF_SECOND) % 10;
            return tick.plus(digit == 3 ? 4 : 3, ChronoUnit.MILLIS);
        }

        @Override
        String literal(LocalDateTime tick, CursorType type) {
            return datetime(tick);
        }
    },
    /** {@code smalldatetime}, which the server compares as a {@code datetime}. */
    MINUTES {
        @Override
        LocalDateTime floor(LocalDateTime clock) {
            return clock.truncatedTo(ChronoUnit.MINUTES);
        }

        @Override
        LocalDateTime next(LocalDateTime tick) {
            return tick.plusMinutes(1);
        }

        @Override
        String literal(LocalDateTime tick, CursorType type) {
            return datetime(tick);
        }
    };

    /** What {@code datetime} begins with. */
    private static final LocalDateTime FIRST = LocalDateTime.of(1753, 1, 1, 0, 0);

    private static final int LAST_YEAR = 9999;

    /** The last tick that is not after {@code clock}. */
    abstract LocalDateTime floor(LocalDateTime clock);

    /** The tick after {@code tick}. */
    abstract LocalDateTime next(LocalDateTime tick);

    /** A tick, as it is compared with the column. */
    String literal(LocalDateTime tick, CursorType type) {
        String text = type == CursorType.TIMESTAMP_UTC ? CursorText.ofUtc(tick) : CursorText.of(tick);
        return SqlServerText.literal(text, type);
    }

    /** The ticks of a column of the type {@code base}, of whose digits none counts behind the sixth. */
    static Ticks of(String base) {
        return switch (base) {
            case "datetime" -> THREE_HUNDREDTHS;
            case "smalldatetime" -> MINUTES;
            default -> MICROSECONDS;
        };
    }

    /** Whether the server's own comparison tells the values of a column apart as they land. */
    static boolean areFine(SqlServerReading reading) {
        return switch (reading.form()) {
            case DATETIME, SMALLDATETIME -> false;
            default -> reading.excess() == TimestampExcess.FAIL;
        };
    }

    /** The ticks of a column as it is read. */
    static Ticks of(SqlServerReading reading) {
        return switch (reading.form()) {
            case DATETIME -> THREE_HUNDREDTHS;
            case SMALLDATETIME -> MINUTES;
            default -> MICROSECONDS;
        };
    }

    /** The condition that holds where the landed value of {@code column} is in the relation to {@code clock}. */
    String condition(String column, String operator, LocalDateTime clock, CursorType type) {
        LocalDateTime tick = floor(clock);
        boolean above = operator.startsWith(">");
        boolean strictlyAbove = operator.equals(">") || operator.equals("<=");
        LocalDateTime first = tick.equals(clock) && !strictlyAbove ? tick : next(tick);
        if (first.getYear() > LAST_YEAR) {
            return above ? "1 = 0" : column + " IS NOT NULL";
        }
        return column + (above ? " >= " : " < ") + literal(first, type);
    }

    private static String datetime(LocalDateTime tick) {
        LocalDateTime held = tick.isBefore(FIRST) ? FIRST : tick;
        return "CAST('" + CursorText.of(held).replace(' ', 'T') + "' AS datetime)";
    }
}
