package dev.ingest.run.check;

import dev.ingest.job.SourceType;

/** A source as the workbook names it. */
public record NamedSource(SourceType type, String name) {}
