package dev.ingest.run;

import dev.ingest.plan.RunMoment;

/**
 * What a run's banner shows.
 *
 * @param moment when the run counts as having happened
 * @param layout dlt's layout text
 * @param destination the lake's URL
 * @param landing what kind of lake that is: {@code ADLS Gen2}
 * @param credentials where secrets come from: {@code .dlt/secrets.toml}
 */
public record RunHeader(RunMoment moment, String layout, String destination, String landing, String credentials) {}
