package dev.ingest.e2e;

/**
 * How a process of the real jar ended.
 *
 * @param exitCode what it returned
 * @param output what it printed, both streams together
 */
record JarProcess(int exitCode, String output) {}
