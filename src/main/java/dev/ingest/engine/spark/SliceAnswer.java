package dev.ingest.engine.spark;

import dev.ingest.engine.PlainJson;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.LoadResult;
import dev.ingest.job.StagedTable;
import java.util.List;
import java.util.Optional;

/**
 * What an executor says of a slice. A failure that was to be expected is an answer too: thrown, Spark would try the slice
 * again at once, and a login that is refused four times is locked.
 */
public record SliceAnswer(Outcome outcome) {

    /** How it ended. */
    public sealed interface Outcome {}

    /**
     * The slice is staged.
     *
     * @param tables the staged tables
     * @param rowsRead rows of the load's own table
     * @param bytesRead of all tables, in memory
     * @param watermark the highest cursor value among them
     * @param unrepresentable values that landed as null
     * @param passedOver answers of the source that were left out
     */
    public record Staged(
            List<StagedTable> tables,
            long rowsRead,
            long bytesRead,
            Optional<String> watermark,
            long unrepresentable,
            long passedOver)
            implements Outcome {
        public Staged {
            tables = List.copyOf(tables);
        }
    }

    /** The load cannot be had. */
    public record Failed(FailureKind kind, Outlook outlook, String message) implements Outcome {}

    /** The answer to an order that came to {@code result}. */
    public static SliceAnswer staged(LoadResult result, long bytesRead) {
        return new SliceAnswer(new Staged(
                result.tables(),
                result.rowsRead(),
                bytesRead,
                result.watermark(),
                result.unrepresentable(),
                result.passedOver()));
    }

    /** The answer to an order that failed. */
    public static SliceAnswer failed(IngestException failure) {
        return new SliceAnswer(new Failed(failure.kind(), failure.outlook(), failure.getMessage()));
    }

    /** The answer as it travels. */
    public String json() {
        return PlainJson.write(this);
    }

    /**
     * What was staged.
     *
     * @throws IngestException when the order failed
     */
    static Staged read(String json) {
        Outcome outcome = PlainJson.read(json, SliceAnswer.class).outcome();
        if (outcome instanceof Failed failed) {
            throw new IngestException(failed.kind(), failed.outlook(), failed.message());
        }
        return (Staged) outcome;
    }
}
