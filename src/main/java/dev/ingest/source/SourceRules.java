package dev.ingest.source;

import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.name.Naming;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is known of one kind of source without asking it: its types, its requests, its ways of slicing. Pure. */
public interface SourceRules {

    /** What its sessions can do beyond describing and reading. */
    Set<Capability> capabilities();

    /**
     * How a column is read and what it lands as.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG) naming type and way out, when it cannot be
     */
    ColumnReading reading(SourceColumn column, ReadingOptions options);

    /**
     * How the minutes are read by which the clocks of a column that lands as instants were ahead of UTC; empty where its
     * values hold no such thing.
     */
    default Optional<ColumnReading> offset(SourceColumn column, ReadingOptions options) {
        return Optional.empty();
    }

    /** What the column is called in the lake, where {@code naming} is the users' choice. */
    default String landedName(SourceColumn column, Naming naming) {
        return naming.of(column.name());
    }

    /** What kind of cursor the column can be; empty when it cannot be one. */
    Optional<CursorType> cursorType(SourceColumn column);

    /** Whether the column holds numbers of no declared precision, which {@code unbounded_number} decides on. */
    boolean isUnboundedNumber(SourceColumn column);

    /**
     * What keeps a user's condition or query from being one closed expression, as a clause that a message ends with; empty
     * when nothing does.
     */
    Optional<String> conditionFault(String written);

    /** The text sent to the source for one slice, as its own language has it. */
    String request(Reading reading, Slice slice);

    /** At most {@code wanted} slices along {@code key}, balanced; one whole slice where it cannot be cut. */
    List<Slice> slices(KeyColumn key, KeySample sample, int wanted);

    /** At most {@code wanted} slices of the table, balanced; one whole slice where it cannot be cut. */
    List<Slice> slices(SourceDescription description, int wanted);
}
