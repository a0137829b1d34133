package dev.ingest.job.cursor;

/**
 * What an operator should know of a source, said once a run however many of its jobs find it.
 *
 * @param topic what it is about, the source included: of those with one topic the first is said
 * @param sentence a whole sentence
 */
public record Remark(String topic, String sentence) {}
