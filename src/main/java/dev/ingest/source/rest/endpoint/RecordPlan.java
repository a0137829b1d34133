package dev.ingest.source.rest.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of records.
 *
 * @param whole whether a response is one row, its body one JSON text
 * @param filter an expression; records that it is false for are dropped and counted
 * @param computed expressions by the column that their values land in
 * @param absent what it means when the place of the records is not in a body
 */
public record RecordPlan(boolean whole, Optional<String> filter, Map<String, String> computed, Absent absent) {
    /** What a body without a place for records is. */
    public enum Absent {
        FAULT,
        EMPTY
    }

    public RecordPlan {
        computed = Collections.unmodifiableMap(new LinkedHashMap<>(computed));
    }
}
