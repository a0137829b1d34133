package dev.ingest.engine.stage;

import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.DoubleVector;
import dev.ingest.data.LongVector;
import dev.ingest.data.Schema;
import dev.ingest.data.Vector;
import dev.ingest.data.WideVector;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.util.Arrays;
import java.util.List;

/** The order of {@code cluster_by}: ascending, nulls last, text by its unsigned bytes. */
final class RowOrder {
    private final int[] columns;

    private RowOrder(int[] columns) {
        this.columns = columns;
    }

    static RowOrder of(List<String> names, Schema schema) {
        return new RowOrder(names.stream()
                .mapToInt(name -> schema.indexOf(name)
                        .orElseThrow(() -> new IngestException(
                                FailureKind.WRITE,
                                "Cannot sort by " + name + ": the table has no such column. Correct cluster_by.")))
                .toArray());
    }

    /** Whether rows keep the order in which they come. */
    boolean isNone() {
        return columns.length == 0;
    }

    int compare(ColumnBatch left, int leftRow, ColumnBatch right, int rightRow) {
        for (int column : columns) {
            int order = compare(left.vector(column), leftRow, right.vector(column), rightRow);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(Vector left, int leftRow, Vector right, int rightRow) {
        boolean leftNull = left.isNull(leftRow);
        boolean rightNull = right.isNull(rightRow);
        if (leftNull || rightNull) {
            return Boolean.compare(leftNull, rightNull);
        }
        if (left instanceof LongVector longs) {
            return Long.compare(longs.at(leftRow), ((LongVector) right).at(rightRow));
        } else if (left instanceof DoubleVector doubles) {
            return Double.compare(doubles.at(leftRow), ((DoubleVector) right).at(rightRow));
        } else if (left instanceof WideVector wides) {
            return compare(wides, leftRow, (WideVector) right, rightRow);
        }
        return compare((BytesVector) left, leftRow, (BytesVector) right, rightRow);
    }

    private static int compare(WideVector left, int leftRow, WideVector right, int rightRow) {
        int high = Long.compare(left.high(leftRow), right.high(rightRow));
        return high != 0 ? high : Long.compareUnsigned(left.low(leftRow), right.low(rightRow));
    }

    private static int compare(BytesVector left, int leftRow, BytesVector right, int rightRow) {
        int leftStart = left.offset(leftRow);
        int rightStart = right.offset(rightRow);
        return Arrays.compareUnsigned(
                left.arena(),
                leftStart,
                leftStart + left.length(leftRow),
                right.arena(),
                rightStart,
                rightStart + right.length(rightRow));
    }
}
