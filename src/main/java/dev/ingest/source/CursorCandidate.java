package dev.ingest.source;

import dev.ingest.data.Nullability;
import dev.ingest.job.cursor.CursorType;

/**
 * A column that can be a watermark.
 *
 * @param name its name
 * @param declaredType for people: {@code timestamp(3)}
 * @param type how its windows are cut
 * @param index whether a window of it is found without reading the whole table
 * @param nullability whether the source promises a value
 */
public record CursorCandidate(String name, String declaredType, CursorType type, Index index, Nullability nullability) {

    /** Whether an index of the whole table begins with a column. */
    public enum Index {
        LEADING,
        NONE
    }
}
