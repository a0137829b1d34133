package dev.ingest.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What is worth a message besides a failure.
 *
 * @param recovery whether the first success after a failure is
 * @param lateAfter how long after its last success a job is late; absent: never
 * @param rowsFactor by what factor the rows of a load may differ from the usual number; absent: by any
 */
public record AlertRules(boolean recovery, Optional<Duration> lateAfter, Optional<BigDecimal> rowsFactor) {}
