package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.data.ColumnType;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads texts of a database that has no encoding (SQL_ASCII) as the bytes that it stores. The server would refuse the whole
 * query at the first text that is not UTF-8, and not say in which column.
 */
public final class StoredBytes {
    private StoredBytes() {}

    /** {@code query}, which reads {@code reading}, with its texts as bytes. A text function keeps the blanks of char(n). */
    public static String of(Reading reading, String query) {
        List<String> names = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (PlannedColumn column : reading.columns()) {
            String name = "c" + names.size();
            names.add(name);
            expressions.add(
                    column.column().type() instanceof ColumnType.Text
                            ? "CASE WHEN " + name + " IS NOT NULL THEN convert_to(concat(" + name
                                    + "), 'SQL_ASCII') END"
                            : name);
        }
        return "SELECT " + String.join(", ", expressions) + " FROM (" + query + "\n) q(" + String.join(", ", names)
                + ")";
    }
}
