package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.engine.Engine;
import dev.ingest.engine.local.LocalEngine;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.JobStatus;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StagingTicket;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.run.event.RunSummary;
import dev.ingest.source.Source;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine need not take every plan. */
class DecliningEngineTest {
    @TempDir
    Path home;

    /** Takes no plan that is sorted. */
    private static final class UnsortedEngine implements Engine {
        private final Engine engine = new LocalEngine();

        @Override
        public Optional<String> declines(JobPlan plan) {
            return plan.target().clusterBy().isEmpty() ? Optional.empty() : Optional.of("it sorts no rows");
        }

        @Override
        public LoadResult load(
                JobPlan plan, StagingTicket ticket, Source source, LandingStore store, RowHashes landed) {
            return engine.load(plan, ticket, source, store, landed);
        }
    }

    @Test
    void aPlanThatTheEngineDeclinesFailsItsJobAloneAndStagesNothing() throws SQLException {
        Night night = new Night(home);
        night.engine = Optional.of(new UnsortedEngine());
        night.table.with(10, "a");
        night.neighbours.add(JobRows.full("sorted").with(JobColumn.CLUSTER_BY, "note"));

        RunSummary summary = night.run();

        assertEquals(List.of("10 a"), night.landed());
        assertEquals(List.of(JobStatus.SUCCESS, JobStatus.FAILED), night.auditedStatus());
        IngestException failure =
                (IngestException) summary.outcomes().get(1).failure().orElseThrow();
        assertEquals(FailureKind.CONFIG, failure.kind());
        assertEquals(
                "Cannot load crm.sorted: its engine does not take the plan, since it sorts no rows. Run it with another"
                        + " engine.",
                failure.getMessage());
        try (LandingStore lake = night.lake()) {
            assertEquals(
                    List.of(),
                    lake.list("crm/_ingest/staging").stream()
                            .map(LandingFile::path)
                            .toList());
        }
    }
}
