package dev.ingest.source;

import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.Horizon;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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
     * without a number are left out. Reads these columns of the whole table. Asked after {@link #describe}, and only
     * where the source has {@link Capability#WIDTHS}.
     */
    default Map<String, NumberWidth> widths(SourceQuestion question, List<SourceColumn> columns) {
        return Map.of();
    }

    /**
     * The keys of some rows of {@code reading}, taken at random from the snapshot. Reads that column of the whole window.
     * Asked after {@link #describe}, before the first read, and only where the source has {@link Capability#SAMPLE}.
     */
    default KeySample keys(Reading reading, KeyColumn key) {
        return KeySample.NONE;
    }

    /** What people should know of the way to the source, a sentence each. Ask after {@link #describe}. */
    default List<String> warnings() {
        return List.of();
    }

    /** Opens one slice; several may be open at once, each read by a thread of its own. */
    BatchReader read(Reading reading, Slice slice);

    /**
     * Other processes read slices from here on, until what is returned is closed; the source is held open for them. Whoever
     * cancels the source meanwhile runs {@code cancel} too, from a thread of his own.
     */
    default Elsewhere readElsewhere(Runnable cancel) {
        return new Elsewhere() {
            @Override
            public void read(long rows, long bytes) {}

            @Override
            public void close() {}
        };
    }

    /**
     * How many rows the window of {@code reading} holds, in the snapshot that is read. Asked before {@link #release}; empty
     * where the source lacks {@link Capability#COUNT}.
     */
    default OptionalLong count(Reading reading) {
        return OptionalLong.empty();
    }

    /**
     * About how many rows {@code reading} has, for people who wait: what the source knows without counting. Asked before the
     * first read; empty where it does not know, or where part of a table is read.
     */
    default OptionalLong estimate(Reading reading) {
        return OptionalLong.empty();
    }

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
