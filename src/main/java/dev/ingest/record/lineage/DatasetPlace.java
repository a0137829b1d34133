package dev.ingest.record.lineage;

/**
 * A table as OpenLineage names it.
 *
 * @param namespace the server or store: {@code postgres://db01:5432}
 * @param name the table there: {@code sales.public.orders}
 */
public record DatasetPlace(String namespace, String name) {}
