package dev.ingest.parquet;

import dev.ingest.data.Vector;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** One column chunk: cuts rows into pages, encodes them and hands them to parquet-java's page writer. */
abstract class ColumnPages {
    /** Rows a page; more make dictionary ids and bounds worse, fewer cost headers. */
    static final int PAGE_ROWS = 20_000;

    private final PrimitiveType type;
    private final PageWriter pages;
    private final Levels levels = new Levels();

    ColumnPages(PrimitiveType type, PageWriter pages) {
        this.type = type;
        this.pages = pages;
    }

    /** The encoder for columns of {@code type}. */
    static ColumnPages of(PrimitiveType type, PageWriter pages) {
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> new BooleanPages(type, pages);
            case INT32, FLOAT -> new NumberPages(type, pages, Integer.BYTES);
            case INT64, DOUBLE -> new NumberPages(type, pages, Long.BYTES);
            case BINARY -> new BytesPages(type, pages);
            case FIXED_LEN_BYTE_ARRAY -> new BytesPages(type, pages);
            case INT96 -> throw new IllegalArgumentException("INT96 is never written");
        };
    }

    /** Encodes rows {@code from} (included) to {@code to} (excluded) as pages of about equal size. */
    final void write(Vector vector, int from, int to) throws IOException {
        int start = from;
        while (start < to) {
            int end = pageEnd(vector, start, to);
            page(vector, start, end);
            start = end;
        }
    }

    /** Ends the chunk: its dictionary, if it has one, is written. */
    abstract void end() throws IOException;

    /** Bytes of the chunk's dictionary. */
    abstract long dictionaryBytes();

    /** Encodes one page. */
    abstract void page(Vector vector, int from, int to) throws IOException;

    /** Where a page that begins at {@code from} ends: rows are shared out evenly. */
    int pageEnd(Vector vector, int from, int to) {
        int left = to - from;
        int pagesLeft = (left + PAGE_ROWS - 1) / PAGE_ROWS;
        return from + (left + pagesLeft - 1) / pagesLeft;
    }

    final PrimitiveType type() {
        return type;
    }

    final PageWriter pages() {
        return pages;
    }

    /** Empty statistics of the column's type, in the order that its logical type demands. */
    final Statistics<?> statistics(Vector vector, int from, int to) {
        Statistics<?> statistics = Statistics.createStats(type);
        statistics.incrementNumNulls(nulls(vector, from, to));
        return statistics;
    }

    /** Hands over a version 1 data page: definition levels, then {@code values}. */
    final void emit(Vector vector, int from, int to, BytesInput values, Statistics<?> statistics, Encoding encoding)
            throws IOException {
        pages.writePage(
                BytesInput.concat(levels.of(vector, from, to), values),
                to - from,
                to - from,
                statistics,
                Encoding.RLE,
                Encoding.RLE,
                encoding);
    }

    static int nulls(Vector vector, int from, int to) {
        return vector.nullCount() == 0 ? 0 : to - from - present(vector, from, to);
    }

    private static int present(Vector vector, int from, int to) {
        long[] words = vector.presence();
        int count = 0;
        for (int word = from >>> 6; word <= (to - 1) >>> 6; word++) {
            long bits = words[word];
            if (word == from >>> 6) {
                bits &= -1L << from;
            }
            if (word == (to - 1) >>> 6) {
                bits &= -1L >>> (63 - ((to - 1) & 63));
            }
            count += Long.bitCount(bits);
        }
        return count;
    }
}
