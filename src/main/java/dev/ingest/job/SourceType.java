package dev.ingest.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a job reads: one of the databases, or a REST API. */
public sealed interface SourceType permits DatabaseKind, ApiKind {

    /** As users write it in {@code source_type}. */
    String id();

    /** As people read it in the log. */
    String label();

    /** All types, in the order of the documentation. */
    static List<SourceType> all() {
        List<SourceType> all = new ArrayList<>(List.of(DatabaseKind.values()));
        all.addAll(List.of(ApiKind.values()));
        return all;
    }

    /** The type written as {@code id}, whatever its case. */
    static Optional<SourceType> of(String id) {
        String wanted = id.strip().toLowerCase(Locale.ROOT);
        return all().stream().filter(type -> type.id().equals(wanted)).findFirst();
    }
}
