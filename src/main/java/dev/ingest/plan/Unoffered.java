package dev.ingest.plan;

import dev.ingest.config.ClusterMode;
import dev.ingest.config.Finding;
import dev.ingest.config.JobColumn;
import dev.ingest.config.JobRow;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import java.util.ArrayList;
import java.util.List;

/** What a user may write and this version does not do: refused, since ignoring it would land something else. */
final class Unoffered {
    private final JobRow row;
    private final SettingScope settings;

    Unoffered(JobRow row, SettingScope settings) {
        this.row = row;
        this.settings = settings;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        row.splitBy()
                .ifPresent(column -> findings.add(row.finding(
                        JobColumn.SPLIT_BY,
                        "split_by '" + column + "': this version cuts slices by pages alone. Empty the cell; slices"
                                + " works without it.")));
        if (settings.value(SettingCatalog.CLUSTER) == ClusterMode.QUERY) {
            findings.add(unoffered("cluster", "cluster = \"query\"", "Set cluster = \"group\"."));
        }
        if (settings.value(SettingCatalog.ADD_DLT_LOAD_ID)) {
            findings.add(unoffered(
                    "add_dlt_load_id", "add_dlt_load_id = true", "Set it to false; file names hold the load id."));
        }
        return findings;
    }

    private Finding unoffered(String key, String written, String wayOut) {
        return new Finding(settings.lookedFor(key), written + " is not offered by this version. " + wayOut);
    }
}
