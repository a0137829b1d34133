package dev.ingest.commit.state;

import java.util.List;
import java.util.Optional;

/**
 * What a load landed, or is about to land, of one table.
 *
 * @param name its folder
 * @param parent the table whose nested data it holds; absent: it is the load's own
 * @param files its files
 */
public record LandedTable(String name, Optional<String> parent, List<LandedFile> files) {
    public LandedTable {
        files = List.copyOf(files);
    }
}
