package dev.ingest.run.tidy;

import java.time.LocalDate;

/**
 * What a table's folder holds of one day.
 *
 * @param table the folder, from the dataset
 * @param day as the path says it, else when the files were written
 */
public record TableDay(String dataset, String table, LocalDate day, long files, long bytes) {}
