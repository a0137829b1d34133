package dev.ingest.source.rest.openapi;

import dev.ingest.job.name.TableName;
import java.util.List;

/**
 * Settings for an API.
 *
 * @param toml to read, mend and paste
 * @param tables the resources that stand in it without a doubt
 */
public record Proposal(String toml, List<TableName> tables) {
    public Proposal {
        tables = List.copyOf(tables);
    }
}
