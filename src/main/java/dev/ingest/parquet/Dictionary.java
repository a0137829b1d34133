package dev.ingest.parquet;

import org.apache.parquet.column.page.DictionaryPage;

/** The distinct values of one column chunk, numbered in the order of their appearance. */
interface Dictionary {

    /** Distinct values held. */
    int size();

    /** Bytes of the values, plain encoded. */
    int plainBytes();

    /** Heap held. */
    long heldBytes();

    /** Forgets the values from number {@code size} on; nothing is looked up any more. */
    void seal(int size);

    /** The values, plain encoded. */
    DictionaryPage page();

    /** Forgets all values, and most of the memory. */
    void clear();
}
