package dev.ingest.source.rest.exchange;

/** Stands for bytes: the same for the same ones, another for others. */
public record Fingerprint(long high, long low) {}
