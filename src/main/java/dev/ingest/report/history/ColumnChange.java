package dev.ingest.report.history;

import java.util.Optional;

/**
 * A column that is not as it was.
 *
 * @param table the table's folder
 * @param column its name in the lake
 * @param before its type; absent: the column is new
 * @param after its type; absent: the source no longer has it
 */
public record ColumnChange(String table, String column, Optional<String> before, Optional<String> after) {}
