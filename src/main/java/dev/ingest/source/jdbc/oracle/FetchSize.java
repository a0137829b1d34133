package dev.ingest.source.jdbc.oracle;

import dev.ingest.data.ColumnType;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many rows come in one round trip: as many as a few megabytes hold, by the widths that are declared. */
final class FetchSize {
    /** Of a large value, what comes with its row; a longer one is asked for chunk by chunk. */
    static final int LOB_PREFETCH = 16_384;

    private static final long MOST_BYTES = 4L << 20;
    private static final int MOST_ROWS = 20_000;
    private static final int LEAST_ROWS = 16;
    private static final int NUMBER_BYTES = 22;
    private static final int CLOCK_BYTES = 13;
    private static final int USUAL_TEXT_BYTES = 64;
    private static final int BYTES_OF_CHARACTER = 4;
    private static final Pattern LENGTH = Pattern.compile("\\((\\d+)( CHAR)?");

    private FetchSize() {}

    static int of(Reading reading) {
        long row = reading.columns().stream().mapToLong(FetchSize::width).sum();
        long bytes = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 64);
        return (int) Math.max(LEAST_ROWS, Math.min(MOST_ROWS, bytes / Math.max(1, row)));
    }

    private static long width(PlannedColumn column) {
        if (OracleReading.parse(column.reading()).isStreamed()) {
            return LOB_PREFETCH;
        }
        ColumnType type = column.column().type();
        if (type instanceof ColumnType.Text || type instanceof ColumnType.Binary) {
            Matcher length = LENGTH.matcher(column.nativeType());
            boolean declared = length.find() && column.nativeType().matches("(?i)N?(VAR)?CHAR2?\\(.*|RAW\\(.*");
            return declared
                    ? Long.parseLong(length.group(1)) * (length.group(2) == null ? 1 : BYTES_OF_CHARACTER)
                    : USUAL_TEXT_BYTES;
        }
        return type instanceof ColumnType.Timestamp ? CLOCK_BYTES : NUMBER_BYTES;
    }
}
