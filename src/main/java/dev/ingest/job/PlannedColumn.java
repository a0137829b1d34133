package dev.ingest.job;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import java.util.Optional;

/**
 * A column that a load reads.
 *
 * @param source its name in the source
 * @param nativeType its type as the source declares it, for people: {@code numeric(10,2)}
 * @param reading how the dialect selects and decodes it, in the dialect's own words
 * @param column what it lands as
 * @param stored what older files hold it as; absent: there are none
 * @param evolved what it would land as, were the stored type not kept; absent: it is not kept
 */
public record PlannedColumn(
        String source,
        String nativeType,
        String reading,
        Column column,
        Optional<ColumnType> stored,
        Optional<ColumnType> evolved) {

    /** A column whose type its source or its user decides. */
    public PlannedColumn(String source, String nativeType, String reading, Column column, Optional<ColumnType> stored) {
        this(source, nativeType, reading, column, stored, Optional.empty());
    }

    /** A column of which the lake stores nothing yet. */
    public PlannedColumn(String source, String nativeType, String reading, Column column) {
        this(source, nativeType, reading, column, Optional.empty());
    }
}
