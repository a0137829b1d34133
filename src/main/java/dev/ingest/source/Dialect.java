package dev.ingest.source;

import dev.ingest.job.CursorType;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import java.util.List;
import java.util.Optional;

/** What one kind of source knows without being asked: its types, its query text, its ways of slicing. Pure. */
public interface Dialect {

    /**
     * How a column is read and what it lands as.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG) naming type and way out, when it cannot be
     */
    ColumnReading reading(SourceColumn column, ReadingOptions options);

    /** What kind of cursor the column can be; empty when it cannot be one. */
    Optional<CursorType> cursorType(SourceColumn column);

    /** Whether the column holds numbers of no declared precision, which {@code unbounded_number} decides on. */
    boolean isUnboundedNumber(SourceColumn column);

    /**
     * What keeps the user's condition {@code where} from being one closed expression, as a clause that a message ends
     * with; empty when nothing does.
     */
    Optional<String> conditionFault(String where);

    /** The text sent to the source for one slice; for plans without columns, the nearest that is known. */
    String query(JobPlan plan, Slice slice);

    /** The text that counts the rows of {@code plan}, all slices together. */
    String count(JobPlan plan);

    /** The text that samples the keys of the rows of {@code plan}: text and number of rows, ascending, null last. */
    String sample(JobPlan plan, KeyColumn key);

    /** At most {@code wanted} slices along {@code key}, balanced; one whole slice where it cannot be cut. */
    List<Slice> slices(KeyColumn key, KeySample sample, int wanted);

    /** At most {@code wanted} slices of the table, balanced; one whole slice where it cannot be cut. */
    List<Slice> slices(SourceDescription description, int wanted);
}
