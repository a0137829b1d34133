package dev.ingest.source;

/**
 * How wide the numbers of a column are.
 *
 * @param before the most digits that one has before the point; 0 when all lie between -1 and 1
 * @param after the most that one has behind it, zeros at the end aside
 */
public record NumberWidth(int before, int after) {}
