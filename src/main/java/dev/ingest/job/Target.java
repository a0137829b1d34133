package dev.ingest.job;

import dev.ingest.job.option.ClusterMode;
import dev.ingest.job.option.FileOptions;
import dev.ingest.job.option.FullMode;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Where a load lands and what it replaces.
 *
 * @param layout dlt's layout text, placeholders unrendered
 * @param pipeline dlt's pipeline name, which is the schema name too
 * @param moment the run's execution moment in the run's zone; folders are named after it
 * @param date the execution date, {@code --date} applied
 * @param fullMode what a load from the start replaces
 * @param partitionBy landed names of the columns that become hive folders; {@code date} with no such column is the
 *     execution date
 * @param clusterBy landed names of the columns that rows are sorted by
 * @param files the shape of the files
 * @param cluster where they are sorted
 * @param loadId whether the files tell the load that each row came with
 */
public record Target(
        String layout,
        String pipeline,
        ZonedDateTime moment,
        LocalDate date,
        FullMode fullMode,
        List<String> partitionBy,
        List<String> clusterBy,
        FileOptions files,
        ClusterMode cluster,
        LoadIdColumn loadId) {
    public Target {
        partitionBy = List.copyOf(partitionBy);
        clusterBy = List.copyOf(clusterBy);
    }

    /** Files that are sorted here and hold what was read alone. */
    public Target(
            String layout,
            String pipeline,
            ZonedDateTime moment,
            LocalDate date,
            FullMode fullMode,
            List<String> partitionBy,
            List<String> clusterBy,
            FileOptions files) {
        this(
                layout,
                pipeline,
                moment,
                date,
                fullMode,
                partitionBy,
                clusterBy,
                files,
                ClusterMode.GROUP,
                LoadIdColumn.ABSENT);
    }

    /** The landed names of the columns that rows are sorted by once they are read. */
    public List<String> sortedHere() {
        return cluster == ClusterMode.GROUP ? clusterBy : List.of();
    }
}
