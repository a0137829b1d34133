package dev.ingest.run.check;

import dev.ingest.job.SourceType;
import dev.ingest.job.name.Naming;

/** A source as the workbook names it. */
public record NamedSource(SourceType type, String name) {
    /** Where in the lake its tables land. */
    String dataset() {
        return Naming.SNAKE_CASE.of(name);
    }
}
