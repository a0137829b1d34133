package dev.ingest.source.jdbc.oracle;

import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnType;
import dev.ingest.data.DoubleVector;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.source.jdbc.ColumnFiller;
import dev.ingest.source.jdbc.ColumnLimits;
import dev.ingest.source.jdbc.TextFiller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The getters of a reading, one a column, chosen once for all its rows. */
final class ColumnFillers {
    private final List<ColumnFiller> fillers = new ArrayList<>();
    private final List<ColumnLimits> limits = new ArrayList<>();

    /**
     * @param lobBytes of a value that is read as a stream
     * @param failures what a locator that is gone comes to
     */
    ColumnFillers(Reading reading, long lobBytes, ReadFailures failures) {
        for (PlannedColumn column : reading.columns()) {
            OracleReading form = OracleReading.parse(column.reading());
            ColumnLimits limit = new ColumnLimits(reading, column, form.unrepresentable());
            limits.add(limit);
            ColumnFiller filler = filler(form, limit, lobBytes);
            fillers.add(form.isStreamed() ? named(reading.table().toString(), column, filler, failures) : filler);
        }
    }

    List<ColumnFiller> fillers() {
        return List.copyOf(fillers);
    }

    List<ColumnLimits> limits() {
        return List.copyOf(limits);
    }

    private static ColumnFiller filler(OracleReading form, ColumnLimits limits, long lobBytes) {
        LargeValues large = new LargeValues(limits, lobBytes);
        return switch (form.form().getter()) {
            case NUMBER -> new NumberFiller(limits);
            case FLOAT -> ColumnFillers::single;
            case DOUBLE -> limits.type().equals(ColumnType.FLOAT) ? new SingleFiller(limits) : ColumnFillers::dual;
            case BOOLEAN -> ColumnFillers::bool;
            case DATE -> new ClockFiller(limits, form.excess())::date;
            case TIMESTAMP -> new ClockFiller(limits, form.excess())::timestamp;
            case TEXT -> new TextFiller(limits);
            case BYTES -> ColumnFillers::bytes;
            case CLOB -> large::clob;
            case BLOB -> large::blob;
            case CHARACTERS -> large::characters;
            case OCTETS -> large::octets;
        };
    }

    /** The driver does not say which column's locator failed. */
    private static ColumnFiller named(String table, PlannedColumn column, ColumnFiller filler, ReadFailures failures) {
        return (row, at, vector) -> {
            try {
                filler.fill(row, at, vector);
            } catch (SQLException failure) {
                throw failures.ofColumn(table, column.source(), failure);
            }
        };
    }

    private static void single(ResultSet row, int at, Vector vector) throws SQLException {
        append(row.getFloat(at), row, vector);
    }

    private static void dual(ResultSet row, int at, Vector vector) throws SQLException {
        append(row.getDouble(at), row, vector);
    }

    private static void append(double value, ResultSet row, Vector vector) throws SQLException {
        if (row.wasNull()) {
            vector.appendNull();
        } else {
            ((DoubleVector) vector).append(value);
        }
    }

    private static void bool(ResultSet row, int at, Vector vector) throws SQLException {
        boolean value = row.getBoolean(at);
        if (row.wasNull()) {
            vector.appendNull();
        } else {
            ((LongVector) vector).append(value ? 1 : 0);
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

    /** A double that must be a float. */
    private record SingleFiller(ColumnLimits limits) implements ColumnFiller {
        @Override
        public void fill(ResultSet row, int at, Vector vector) throws SQLException {
            double value = row.getDouble(at);
            if (!row.wasNull() && Double.compare((float) value, value) != 0) {
                limits.notSingle(vector);
            } else {
                append(value, row, vector);
            }
        }
    }
}
