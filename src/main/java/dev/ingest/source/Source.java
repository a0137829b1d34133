package dev.ingest.source;

import dev.ingest.job.Horizon;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One job's session with a source. Called in this order: {@link #horizon}, then {@link #describe}, which takes the
 * snapshot, then {@link #read} for each slice, all in that snapshot, then {@link #release}. Every failure is an {@code IngestException}.
 */
public interface Source extends AutoCloseable {

    /** How far the cursor can be read. Call it before {@link #describe}, for incremental loads only. */
    Horizon horizon(SourceQuestion question);

    /** Takes the snapshot and says what the table is. */
    SourceDescription describe(SourceQuestion question);

    /**
     * How wide the numbers of {@code columns}, which declare no precision, are in the snapshot, by column name; columns
     * without a number are left out. Reads these columns of the whole table. Call it after {@link #describe}.
     */
    default Map<String, NumberWidth> widths(SourceQuestion question, List<SourceColumn> columns) {
        throw new UnsupportedOperationException("this source does not measure numbers");
    }

    /**
     * The keys of some rows of {@code plan}, taken at random from the snapshot. Reads that column of the whole window.
     * Call it after {@link #describe}, before the first read.
     */
    default KeySample keys(JobPlan plan, KeyColumn key) {
        throw new UnsupportedOperationException("this source samples no keys");
    }

    /** What people should know of the way to the source, a sentence each. Ask after {@link #describe}. */
    default List<String> warnings() {
        return List.of();
    }

    /** Opens one slice of a plan; several may be open at once, each read by a thread of its own. */
    BatchReader read(JobPlan plan, Slice slice);

    /** How many rows the window of {@code plan} holds, in the snapshot that is read. Call it before {@link #release}. */
    long count(JobPlan plan);

    /**
     * Ends the snapshot and all locks: every row has been read, and nothing is asked any more. What was read may take long
     * to land, and nobody else shall wait for that.
     */
    default void release() {}

    /**
     * Whom the source waits for, as a clause that follows "waits for"; empty where it waits for nobody, or cannot tell.
     * Called from another thread while a question is under way; may take as long as a question.
     */
    default Optional<String> waitsFor() {
        return Optional.empty();
    }

    /**
     * Ends what the source is doing, from another thread; reads under way fail. Called again, it does not wait for the
     * other end any more.
     */
    void cancel();

    @Override
    void close();
}
