package dev.ingest.config.row;

import java.util.List;

/**
 * Which columns of a table are read.
 *
 * @param kind what the names are for
 * @param names as written, without double quotes
 */
public record ColumnSelection(Kind kind, List<String> names) {
    /** Every column. */
    public static final ColumnSelection ALL = allBut(List.of());

    /** What names are for. */
    public enum Kind {
        /** They are read, in their order. */
        ONLY,
        /** All others are read, in the table's order. */
        ALL_BUT
    }

    public ColumnSelection {
        names = List.copyOf(names);
    }

    /** These columns. */
    public static ColumnSelection only(List<String> names) {
        return new ColumnSelection(Kind.ONLY, names);
    }

    /** All columns but these. */
    public static ColumnSelection allBut(List<String> names) {
        return new ColumnSelection(Kind.ALL_BUT, names);
    }

    /** As people read it. */
    @Override
    public String toString() {
        String listed = String.join(", ", names);
        return kind == Kind.ONLY ? listed : names.isEmpty() ? "all" : "all but " + listed;
    }
}
