package dev.ingest.job;

/**
 * What makes a job the same job from night to night.
 *
 * @param dataset the dataset, after naming
 * @param table the table's folder in it, after naming
 */
public record JobKey(String dataset, String table) implements Comparable<JobKey> {
    @Override
    public int compareTo(JobKey other) {
        return toString().compareTo(other.toString());
    }

    /** {@code dataset/table}. */
    @Override
    public String toString() {
        return dataset + "/" + table;
    }
}
