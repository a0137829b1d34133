package dev.ingest.parquet;

import dev.ingest.data.Vector;
import java.util.Optional;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;

/**
 * Writes pages as dictionary ids while that pays, else plain.
 *
 * <p>A column chunk begins with a dictionary. It turns plain for good when nearly all of its first values are distinct, when
 * more than 60 % are once it has some thousands, or when the dictionary exceeds its bytes; pages already written stay as
 * they are.
 */
abstract class DictionaryEncoder<D extends Dictionary> implements ValueEncoder {
    private static final double MOST_DISTINCT = 0.6;
    /** Values that tell enough of a column to decide. */
    private static final int ENOUGH_VALUES = 16_000;

    private static final double NEARLY_ALL_DISTINCT = 0.95;
    /** Values that tell whether a column repeats itself at all. */
    private static final int FIRST_VALUES = 1000;

    final D dictionary;
    private final int maxDictionaryBytes;
    private boolean plain;
    private boolean decided;
    private long seen;

    DictionaryEncoder(D dictionary, int maxDictionaryBytes) {
        this.dictionary = dictionary;
        this.maxDictionaryBytes = maxDictionaryBytes;
    }

    /** Lays the page's values, nulls left out, side by side. */
    abstract void gather(Vector vector, int from, int to, int present, Scratch scratch);

    /** Numbers the gathered values; false when the dictionary is full. */
    abstract boolean number(int[] ids, int count, int maxBytes);

    /** Adds the gathered values' least and greatest, for a page of ids and for a plain one. */
    abstract void summarize(int count, Statistics<?> statistics);

    /** As {@link #summarize(int, Statistics)}, with the page's ids at hand. */
    void summarize(int[] ids, int count, Statistics<?> statistics, Scratch scratch) {
        summarize(count, statistics);
    }

    abstract void writePlain(int count, PageBuffer page);

    @Override
    public final Encoding encode(
            Vector vector, int from, int to, int present, Scratch scratch, Statistics<?> statistics) {
        if (present == 0) {
            return Encoding.PLAIN;
        }
        gather(vector, from, to, present, scratch);
        if (!plain && writeIds(present, scratch, statistics)) {
            return Encoding.RLE_DICTIONARY;
        }
        summarize(present, statistics);
        writePlain(present, scratch.page());
        return Encoding.PLAIN;
    }

    private boolean writeIds(int count, Scratch scratch, Statistics<?> statistics) {
        int known = dictionary.size();
        int[] ids = scratch.ids(count);
        if (!number(ids, count, maxDictionaryBytes) || !pays(count)) {
            plain = true;
            dictionary.seal(known);
            return false;
        }
        summarize(ids, count, statistics, scratch);
        IdWriter.write(ids, count, dictionary.size(), scratch.page());
        return true;
    }

    private boolean pays(int count) {
        seen += count;
        if (decided || seen < FIRST_VALUES) {
            return true;
        }
        decided = seen >= ENOUGH_VALUES;
        return dictionary.size() <= (decided ? MOST_DISTINCT : NEARLY_ALL_DISTINCT) * seen;
    }

    @Override
    public final Optional<DictionaryPage> endChunk() {
        Optional<DictionaryPage> page = dictionary.size() == 0 ? Optional.empty() : Optional.of(dictionary.page());
        dictionary.clear();
        plain = false;
        decided = false;
        seen = 0;
        return page;
    }

    @Override
    public final long dictionaryBytes() {
        return dictionary.plainBytes();
    }

    @Override
    public final long heldBytes() {
        return dictionary.heldBytes();
    }
}
