package dev.ingest.config;

import java.util.function.Function;

/**
 * One key that users may set, with what the reference table says of it.
 *
 * @param key the last part of its path: {@code late_commit_window}
 * @param fallback the value when nobody sets it
 * @param unit as the reference shows it: {@code duration}, {@code bytes}, {@code name}, {@code snappy · zstd · gzip}
 * @param description one sentence
 * @param parser from the text of the value; throws {@code IllegalArgumentException} with the reason
 */
public record Setting<T>(String key, T fallback, String unit, String description, Function<String, T> parser) {}
