package dev.ingest.job.option;

/** Where rows are sorted by {@code cluster_by}: within row groups, or by the source's query. */
public enum ClusterMode {
    GROUP,
    QUERY
}
