package dev.ingest.data;

/** A column as it lands: its name after naming, its type, and whether its source promises a value in every row. */
public record Column(String name, ColumnType type, Nullability nullability) {}
