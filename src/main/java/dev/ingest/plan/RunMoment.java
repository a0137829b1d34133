package dev.ingest.plan;

import java.time.LocalDate;
import java.time.ZonedDateTime;

/**
 * When a run counts as having happened.
 *
 * @param start the run's start in the run's zone
 * @param date the execution date: the start's, or what {@code --date} says
 */
public record RunMoment(ZonedDateTime start, LocalDate date) {}
