package dev.ingest.run.event;

import dev.ingest.plan.RunMoment;

/**
 * What a run's banner shows.
 *
 * @param moment when the run counts as having happened
 * @param places where it lands and where its secrets come from
 */
public record RunHeader(RunMoment moment, RunPlaces places) {}
