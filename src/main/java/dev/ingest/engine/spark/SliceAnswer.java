package dev.ingest.engine.spark;

import dev.ingest.engine.PlainJson;
import dev.ingest.job.LoadResult;
import dev.ingest.job.StagedTable;
import java.util.List;
import java.util.Optional;

/**
 * What an executor staged of a slice.
 *
 * @param tables the staged tables
 * @param rowsRead rows of the load's own table
 * @param watermark the highest cursor value among them
 * @param unrepresentable values that landed as null
 * @param passedOver answers of the source that were left out
 */
public record SliceAnswer(
        List<StagedTable> tables, long rowsRead, Optional<String> watermark, long unrepresentable, long passedOver) {
    public SliceAnswer {
        tables = List.copyOf(tables);
    }

    /** The answer to an order that came to {@code result}. */
    public static SliceAnswer of(LoadResult result) {
        return new SliceAnswer(
                result.tables(),
                result.rowsRead(),
                result.watermark(),
                result.unrepresentable(),
                result.passedOver());
    }

    /** The answer as it travels. */
    public String json() {
        return PlainJson.write(this);
    }

    static SliceAnswer read(String json) {
        return PlainJson.read(json, SliceAnswer.class);
    }
}
