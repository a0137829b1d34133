package dev.ingest.job;

import java.util.Optional;

/**
 * How far behind its watermark a job reads again, for rows that were committed late.
 *
 * @param behind the distance
 * @param reached the watermark that loads of ours had reached, which late rows alone do not lower; absent where a person
 *     set another, or before the first load
 */
public record Lag(Stretch behind, Optional<String> reached) {}
