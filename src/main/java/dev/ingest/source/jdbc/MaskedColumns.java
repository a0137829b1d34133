package dev.ingest.source.jdbc;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.SourceColumn;
import java.util.Collection;
import java.util.List;

/** Columns of which a server shows a reader something else than what they hold, which must not land as data. */
public final class MaskedColumns {
    private static final String BASE_TYPE = "masked";

    private MaskedColumns() {}

    /** {@code columns}, those called {@code masked} known as such. */
    public static List<SourceColumn> mark(List<SourceColumn> columns, Collection<String> masked) {
        return columns.stream()
                .map(column -> masked.contains(column.name()) ? marked(column) : column)
                .toList();
    }

    private static SourceColumn marked(SourceColumn column) {
        return new SourceColumn(
                column.name(),
                column.declaredType(),
                BASE_TYPE,
                column.precision(),
                column.scale(),
                column.nullability());
    }

    /**
     * Refuses a column that is masked.
     *
     * @param right what would show its values
     * @throws IngestException (CONFIG) with the ways out
     */
    public static void refuse(SourceColumn column, String right) {
        if (column.baseType().equals(BASE_TYPE)) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot read column " + column.name() + " (" + column.declaredType()
                            + "): the server shows this user masks in the place of its values. Ask for " + right
                            + ", or leave it out with -" + column.name() + " in the cell columns.");
        }
    }
}
