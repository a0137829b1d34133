package dev.ingest.run;

import dev.ingest.commit.CommitListener;
import dev.ingest.landing.LandingStore;
import dev.ingest.plan.Planner;
import dev.ingest.run.event.RunPlaces;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a run works with.
 *
 * @param jobs the enabled rows of the workbook
 * @param planner decides what each does
 * @param sources opens what they read
 * @param engines stage what they read
 * @param store opens the lake; a store that does not open ends the run before its first job
 * @param home what the home folder keeps
 * @param places what people are told of where it reads and lands
 * @param limits how many jobs run at once, how long and how often
 * @param manifestsKept how long the manifests of loads are kept that no job asks for any more
 * @param clock tells the time
 * @param commits is told each step of each commit
 */
public record RunParts(
        JobList jobs,
        Planner planner,
        SourceOpener sources,
        EngineChoice engines,
        Supplier<LandingStore> store,
        RunHome home,
        RunPlaces places,
        RunLimits limits,
        Duration manifestsKept,
        Clock clock,
        CommitListener commits) {}
