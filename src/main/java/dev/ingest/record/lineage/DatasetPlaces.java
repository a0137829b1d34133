package dev.ingest.record.lineage;

import dev.ingest.job.JobPlan;

/** Where what jobs read and land is. */
public interface DatasetPlaces {
    /** What {@code plan} reads. */
    DatasetPlace read(JobPlan plan);

    /** The table {@code table} of the dataset that {@code plan} lands in. */
    DatasetPlace landed(JobPlan plan, String table);
}
