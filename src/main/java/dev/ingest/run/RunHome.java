package dev.ingest.run;

import dev.ingest.commit.watermark.Journal;
import dev.ingest.commit.watermark.WatermarkCells;
import java.nio.file.Path;

/**
 * What a home folder keeps between runs.
 *
 * @param metadata the folder of audit, journal and lock
 * @param cells the watermark cells of the workbook
 */
public record RunHome(Path metadata, WatermarkCells cells) {

    /** The memory of cells that are still to be written. */
    public Journal journal() {
        return new Journal(metadata.resolve("watermarks"));
    }
}
