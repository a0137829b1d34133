package dev.ingest.run;

import dev.ingest.commit.state.DatasetState;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.Unrecognised;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.RowHashes;
import dev.ingest.job.SettingSection;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.name.Counted;
import java.util.List;
import java.util.Optional;

/**
 * The rows near the watermark that landed already, for cursors that read some of them again.
 *
 * @param hashes by what they are recognised
 * @param warning what an operator should know of them
 */
record LandedBefore(RowHashes hashes, Optional<String> warning) {
    private static final LandedBefore NONE = new LandedBefore(RowHashes.NONE, Optional.empty());

    /**
     * What is known of them; nothing where a column that they were told by is gone and users want them to land again.
     *
     * @throws IngestException (CONFIG) where it is gone and users said nothing
     */
    static LandedBefore of(Job job, JobPlan plan, JobStart start, DatasetState state) {
        Optional<Cursor> cursor = plan.reading().cursor().filter(Cursor::keepsHashes);
        if (cursor.isEmpty()) {
            return NONE;
        }
        RowHashes kept = start.last().map(state::hashes).orElse(RowHashes.NONE);
        RowHashes hashes = told(kept, start);
        List<String> missing =
                hashes.isEmpty() ? List.of() : hashes.missing(plan.reading().schema());
        if (missing.isEmpty()) {
            return new LandedBefore(hashes, Optional.empty());
        }
        String again = Counted.of(hashes.size(), "row")
                + start.hashed(job)
                        .map(from -> " from " + cursor.get().column() + " = " + from.value() + " on")
                        .orElse("");
        String why = "by what landed in " + String.join(", ", missing) + " among others, and that is not read any more";
        if (job.settings().value(SettingCatalog.ON_UNRECOGNISED) == Unrecognised.LAND) {
            return new LandedBefore(
                    RowHashes.NONE,
                    Optional.of(again + " of " + plan.name() + " may land again: they were recognised " + why
                            + " (on_unrecognised = \"land\")"));
        }
        throw new IngestException(
                FailureKind.CONFIG,
                "Cannot tell which rows of " + plan.name() + " landed before: they were recognised " + why + ". Up to "
                        + again + " would land again. Put the column back, or set on_unrecognised = \"land\" in "
                        + SettingSection.table(job.row().sourceName(), job.row().tableText())
                        + " to let them.");
    }

    /** Older hashes do not tell what they are taken over: it is what the same load stored as the table's schema. */
    private static RowHashes told(RowHashes hashes, JobStart start) {
        return hashes.columns().isPresent()
                ? hashes
                : start.stored().map(StoredSchema::schema).map(hashes::over).orElse(hashes);
    }
}
