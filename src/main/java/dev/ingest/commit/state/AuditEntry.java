package dev.ingest.commit.state;

import java.time.LocalDate;

/**
 * The audit line that a load will leave.
 *
 * @param day the day whose audit file it belongs to
 * @param line the line, without its end
 */
public record AuditEntry(LocalDate day, String line) {}
