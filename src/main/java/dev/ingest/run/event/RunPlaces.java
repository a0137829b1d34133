package dev.ingest.run.event;

/**
 * Where a run lands and where its secrets come from, as people read it.
 *
 * @param layout dlt's layout text
 * @param destination the lake's URL
 * @param landing what kind of lake that is: {@code ADLS Gen2}
 * @param credentials where secrets come from: {@code .dlt/secrets.toml}
 */
public record RunPlaces(String layout, String destination, String landing, String credentials) {}
