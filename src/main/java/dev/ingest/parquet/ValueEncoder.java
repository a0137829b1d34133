package dev.ingest.parquet;

import dev.ingest.data.Vector;
import java.util.Optional;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;

/** Turns the values of one page of a column into bytes and statistics; one class a physical type. */
interface ValueEncoder {

    /** Where a page that begins at row {@code from} ends, at {@code to} at the latest; at least one row later. */
    default int pageEnd(Vector vector, int from, int to) {
        return to;
    }

    /** Appends the values of rows {@code [from, to)}, of which {@code present} are no nulls, to the page of {@code scratch}. */
    Encoding encode(Vector vector, int from, int to, int present, Scratch scratch, Statistics<?> statistics);

    /** Ends the column chunk and forgets its dictionary. */
    default Optional<DictionaryPage> endChunk() {
        return Optional.empty();
    }

    /** Bytes that the dictionary page will have before compression. */
    default long dictionaryBytes() {
        return 0;
    }

    /** Heap held from page to page. */
    default long heldBytes() {
        return 0;
    }
}
