package dev.ingest.job.cursor;

import java.time.ZoneId;

/**
 * A source's clock when its horizon was asked.
 *
 * @param now what it showed, as canonical text of the cursor's type
 * @param zone the zone that this stands in
 */
public record SourceClock(String now, ZoneId zone) {}
