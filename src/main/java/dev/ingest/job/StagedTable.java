package dev.ingest.job;

import dev.ingest.data.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What a load staged of one table.
 *
 * @param name its folder
 * @param parent the table whose nested data it holds; absent: it is the load's own
 * @param landed its columns, as wide as its widest file has them
 * @param files its files
 */
public record StagedTable(String name, Optional<String> parent, Schema landed, List<StagedFile> files) {
    public StagedTable {
        files = List.copyOf(files);
    }
}
