package dev.ingest.report.reading;

import dev.ingest.job.cursor.CursorType;
import dev.ingest.report.history.Progress;

/**
 * How far a job came with its newest load that moves a watermark.
 *
 * @param number the load's identifier in nanoseconds
 * @param progress how far
 */
record KnownProgress(long number, Progress progress) {
    void pack(Packed out) {
        out.number(number).text(progress.column()).text(progress.type().name()).text(progress.watermark());
    }

    static KnownProgress unpack(Unpacked in) {
        return new KnownProgress(in.number(), new Progress(in.text(), CursorType.valueOf(in.text()), in.text()));
    }
}
