package dev.ingest.parquet;

import dev.ingest.data.Column;
import dev.ingest.data.Vector;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.util.Optional;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** Encodes one column: cuts vectors into pages, each with its levels, its values and its statistics. */
final class ColumnEncoder {
    static final int PAGE_BYTES = 1 << 20;

    private static final int PAGE_ROWS = 20_000;
    /** What parquet-java leaves of a value in a column index. */
    static final int INDEXED_BYTES = 64;

    private final Column column;
    private final PrimitiveType type;
    private final ValueEncoder values;

    ColumnEncoder(Column column, ValueEncoder values) {
        this.column = column;
        this.type = FileSchema.type(column);
        this.values = values;
    }

    /** Writes rows {@code [from, to)} as pages of about the same size. */
    void encode(Vector vector, int from, int to, Scratch scratch, PageWriter pages) {
        int parts = (to - from + PAGE_ROWS - 1) / PAGE_ROWS;
        int rows = (to - from + parts - 1) / parts;
        int start = from;
        while (start < to) {
            int end = values.pageEnd(vector, start, Math.min(to, start + rows));
            encodePage(vector, start, end, scratch, pages);
            start = end;
        }
    }

    private void encodePage(Vector vector, int from, int to, Scratch scratch, PageWriter pages) {
        int rows = to - from;
        int present = vector.nullCount() == 0 ? rows : Validity.count(vector.validity(), from, to);
        Statistics<?> statistics = Statistics.createStats(type);
        statistics.incrementNumNulls(rows - present);
        PageBuffer page = scratch.page();
        page.clear();
        LevelWriter.write(vector.validity(), from, to, present, page);
        Encoding encoding = values.encode(vector, from, to, present, scratch, statistics);
        try {
            pages.writePage(page.content(), rows, rows, usable(statistics), Encoding.RLE, Encoding.RLE, encoding);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Statistics that promise too much are replaced by none, which takes them from the whole chunk. */
    private Statistics<?> usable(Statistics<?> statistics) {
        boolean nan = statistics.isNanCountSet() && statistics.getNanCount() > 0;
        boolean endless = statistics instanceof BinaryStatistics binary
                && binary.hasNonNullValue()
                && hasNoShortUpperBound(binary.getMaxBytes());
        return nan || endless ? Statistics.getBuilderForReading(type).build() : statistics;
    }

    /** Whether no value of few bytes is greater: an index would have to hold it whole. */
    private static boolean hasNoShortUpperBound(byte[] max) {
        if (max.length <= INDEXED_BYTES) {
            return false;
        }
        for (int i = 0; i < INDEXED_BYTES; i++) {
            if (max[i] != (byte) 0xFF) {
                return false;
            }
        }
        return true;
    }

    /** Writes the dictionary of the column chunk, if it has one. */
    void endChunk(PageWriter pages) {
        Optional<DictionaryPage> dictionary = values.endChunk();
        if (dictionary.isPresent()) {
            try {
                pages.writeDictionaryPage(dictionary.get());
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }

    long dictionaryBytes() {
        return values.dictionaryBytes();
    }

    long heldBytes() {
        return values.heldBytes();
    }

    private IngestException failure(IOException cause) {
        return new IngestException(
                FailureKind.WRITE,
                "Cannot encode column " + column.name() + ": " + cause.getMessage() + ". Try another codec.",
                cause);
    }
}
