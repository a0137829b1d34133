package dev.ingest.plan;

import dev.ingest.job.StoredSchema;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.source.KeySample;
import dev.ingest.source.NumberWidth;
import dev.ingest.source.SourceDescription;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about a job when it is planned; all empty in a dry run that does not connect.
 *
 * @param watermark where the last load ended
 * @param description what the table is
 * @param stored its schema as the lake last stored it
 * @param horizon how far it can be read
 * @param hashed from where on the last load's hashes tell of every row that landed
 * @param widths how wide its numbers without a declared precision are, by column, where that was asked
 * @param passed where a load window that held no row ended, in this run
 * @param keys the keys of some of its rows, where slices are to be cut along them and that was asked
 */
public record PlanInputs(
        Optional<Watermark> watermark,
        Optional<SourceDescription> description,
        Optional<StoredSchema> stored,
        Optional<Horizon> horizon,
        Optional<Bound> hashed,
        Map<String, NumberWidth> widths,
        Optional<Bound> passed,
        Optional<KeySample> keys) {
    public PlanInputs {
        widths = Map.copyOf(widths);
    }

    /** A job of whose keys nothing is known. */
    public PlanInputs(
            Optional<Watermark> watermark,
            Optional<SourceDescription> description,
            Optional<StoredSchema> stored,
            Optional<Horizon> horizon,
            Optional<Bound> hashed,
            Map<String, NumberWidth> widths) {
        this(watermark, description, stored, horizon, hashed, widths, Optional.empty(), Optional.empty());
    }

    /** A job whose last load kept no hashes of rows, and whose numbers nobody asked about. */
    public PlanInputs(
            Optional<Watermark> watermark,
            Optional<SourceDescription> description,
            Optional<StoredSchema> stored,
            Optional<Horizon> horizon) {
        this(watermark, description, stored, horizon, Optional.empty(), Map.of());
    }

    /** The same, and a sample of the keys. */
    public PlanInputs sampled(KeySample sample) {
        return new PlanInputs(watermark, description, stored, horizon, hashed, widths, passed, Optional.of(sample));
    }

    /** The same, behind a load window that held no row. */
    public PlanInputs passed(Optional<Bound> end) {
        return new PlanInputs(watermark, description, stored, horizon, hashed, widths, end, keys);
    }

    /** The watermark alone: what the workbook says. */
    public static PlanInputs workbook(Optional<Watermark> watermark) {
        return new PlanInputs(watermark, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
