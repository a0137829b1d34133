package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnType;
import dev.ingest.data.DoubleVector;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.source.jdbc.ColumnFiller;
import dev.ingest.source.jdbc.ColumnLimits;
import dev.ingest.source.jdbc.TextFiller;
import dev.ingest.source.jdbc.sqlserver.SqlServerReading.Getter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** Chooses a column's getter, once for all rows. */
final class Fillers {
    private Fillers() {}

    static ColumnFiller of(SqlServerReading reading, ColumnLimits limits) {
        Getter getter = reading.form().getter();
        return switch (getter) {
            case BIT -> Fillers::bit;
            case WHOLE -> Fillers::whole;
            case REAL -> Fillers::real;
            case FLOAT -> limits.type().equals(ColumnType.FLOAT) ? single(limits) : Fillers::floating;
            case NUMBER -> new NumberFiller(limits);
            case DATE -> Fillers::date;
            case CLOCK -> new ClockFiller(limits, reading.excess());
            case TEXT -> new TextFiller(limits);
            case BYTES -> Fillers::bytes;
        };
    }

    private static void bit(ResultSet row, int at, Vector vector) throws SQLException {
        boolean value = row.getBoolean(at);
        append(row, value ? 1 : 0, vector);
    }

    private static void whole(ResultSet row, int at, Vector vector) throws SQLException {
        append(row, row.getLong(at), vector);
    }

    private static void append(ResultSet row, long value, Vector vector) throws SQLException {
        if (value == 0 && row.wasNull()) {
            vector.appendNull();
        } else {
            ((LongVector) vector).append(value);
        }
    }

    private static void real(ResultSet row, int at, Vector vector) throws SQLException {
        append(row, row.getFloat(at), vector);
    }

    private static void floating(ResultSet row, int at, Vector vector) throws SQLException {
        append(row, row.getDouble(at), vector);
    }

    private static void append(ResultSet row, double value, Vector vector) throws SQLException {
        if (value == 0 && row.wasNull()) {
            vector.appendNull();
        } else {
            ((DoubleVector) vector).append(value);
        }
    }

    /** A {@code float} that lands as one of 32 bits: it must be one. */
    private static ColumnFiller single(ColumnLimits limits) {
        return (row, at, vector) -> {
            double value = row.getDouble(at);
            if ((float) value == value) {
                append(row, value, vector);
            } else {
                limits.notSingle(vector);
            }
        };
    }

    private static void date(ResultSet row, int at, Vector vector) throws SQLException {
        LocalDate value = row.getObject(at, LocalDate.class);
        if (value == null) {
            vector.appendNull();
        } else {
            ((LongVector) vector).append(value.toEpochDay());
        }
    }

    private static void bytes(ResultSet row, int at, Vector vector) throws SQLException {
        byte[] value = row.getBytes(at);
        if (value == null) {
            vector.appendNull();
        } else {
            ((BytesVector) vector).append(value, 0, value.length);
        }
    }
}
