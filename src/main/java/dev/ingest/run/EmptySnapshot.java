package dev.ingest.run;

import dev.ingest.commit.LayoutPaths;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.Manifest;
import dev.ingest.config.EmptyTable;
import dev.ingest.config.SettingCatalog;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.LoadType;
import dev.ingest.landing.LandingStore;
import java.util.Optional;

/** A FULL load that found no row where the last one found some: seldom is that meant. */
final class EmptySnapshot {
    private final LandingStore store;
    private final DatasetState state;

    EmptySnapshot(LandingStore store, DatasetState state) {
        this.store = store;
        this.state = state;
    }

    /**
     * A sentence that says so; empty where there are rows, or were none.
     *
     * @throws IngestException (READ) where users want such a load to fail
     */
    Optional<String> judge(Job job, JobPlan plan, LoadResult result) {
        if (plan.loadType() != LoadType.FULL || result.rows() > 0) {
            return Optional.empty();
        }
        Optional<String> found = LayoutPaths.planned(plan).newestLoad(store).flatMap(load -> landed(plan, load));
        if (found.isPresent() && job.settings().value(SettingCatalog.ON_EMPTY) == EmptyTable.FAIL) {
            throw new IngestException(
                    FailureKind.READ,
                    "Cannot take " + plan.name() + " for loaded: " + found.get()
                            + ", and on_empty is \"fail\". Look at the table; where it is meant to be empty, set on_empty"
                            + " = \"warn\".");
        }
        return found.map(sentence -> sentence + ". What lands now is empty (on_empty = \"fail\" would fail the job).");
    }

    /** A load of another program tells no number; such programs leave no file without rows. */
    private Optional<String> landed(JobPlan plan, LoadId load) {
        Optional<Long> rows = state.counted(load).map(Manifest::rows);
        return rows.equals(Optional.of(0L))
                ? Optional.empty()
                : Optional.of(plan.name() + " holds no row, and load " + load + " landed "
                        + rows.map(Object::toString).orElse("some"));
    }
}
