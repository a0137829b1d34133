package dev.ingest.commit.state;

import dev.ingest.job.cursor.CursorRange;
import java.util.Optional;

/**
 * A data file of a load, before and after it was published.
 *
 * @param staged where it was staged, from the store's root
 * @param path its final name, from the store's root
 * @param rows rows, as its footer says
 * @param bytes its size
 * @param sha256 of its content, lowercase hex
 * @param range its cursor values; absent when it tells none
 */
public record LandedFile(
        String staged, String path, long rows, long bytes, String sha256, Optional<CursorRange> range) {}
