package dev.ingest.run;

import dev.ingest.commit.CommitListener;
import dev.ingest.commit.watermark.WatermarkCells;
import dev.ingest.engine.Engine;
import dev.ingest.landing.LandingStore;
import dev.ingest.plan.Planner;
import dev.ingest.run.watch.JobLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What a run works with.
 *
 * @param jobs the enabled rows of the workbook
 * @param planner decides what each does
 * @param sources opens what they read
 * @param engine stages what they read
 * @param store opens the lake; a store that does not open ends the run before its first job
 * @param metadata the folder of audit, journal and lock
 * @param cells the watermark cells of the workbook
 * @param layout dlt's layout text
 * @param destination the lake as people write it
 * @param landing what kind of lake that is
 * @param credentials where secrets come from, a sentence
 * @param patience how long jobs may take and how often they are tried
 * @param clock tells the time
 * @param commits is told each step of each commit
 */
public record RunParts(
        JobList jobs,
        Planner planner,
        SourceOpener sources,
        Engine engine,
        Supplier<LandingStore> store,
        Path metadata,
        WatermarkCells cells,
        String layout,
        String destination,
        String landing,
        String credentials,
        JobLimits patience,
        Clock clock,
        CommitListener commits) {}
