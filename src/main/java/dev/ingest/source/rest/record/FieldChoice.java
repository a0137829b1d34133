package dev.ingest.source.rest.record;

import java.util.Set;

/**
 * Which fields of records users want.
 *
 * @param leftOut names of columns that do not land
 * @param others what becomes of fields that nobody named
 */
public record FieldChoice(Set<String> leftOut, Others others) {
    /** Every field. */
    public static final FieldChoice ALL = new FieldChoice(Set.of(), Others.LAND);

    /** Fields that nobody named. */
    public enum Others {
        LAND,
        STAY_OUT
    }

    public FieldChoice {
        leftOut = Set.copyOf(leftOut);
    }
}
