package dev.ingest.run.tidy;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Files that are of one kind.
 *
 * @param name what they are, or where
 * @param oldest when the one was last written that nobody wrote to for the longest time
 */
public record Holding(String name, long files, long bytes, Optional<Instant> oldest, Optional<Instant> newest) {

    static Holding of(String name, Collection<Entry> entries) {
        return new Holding(
                name,
                entries.size(),
                entries.stream().mapToLong(Entry::bytes).sum(),
                entries.stream().map(Entry::modified).min(Comparator.naturalOrder()),
                entries.stream().map(Entry::modified).max(Comparator.naturalOrder()));
    }

    /** A file, wherever it lies. */
    record Entry(long bytes, Instant modified) {}
}
