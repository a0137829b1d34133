package dev.ingest.job;

/**
 * What makes a job the same job from night to night.
 *
 * @param dataset the dataset, after naming
 * @param table the table's folder in it, after naming
 */
public record JobKey(String dataset, String table) implements Comparable<JobKey> {
    /** Written out, as {@link #hashCode} is: for a record's own the JVM spins classes at each start. */
    @Override
    public boolean equals(Object other) {
        return other instanceof JobKey key && dataset.equals(key.dataset) && table.equals(key.table);
    }

    @Override
    public int hashCode() {
        return 31 * dataset.hashCode() + table.hashCode();
    }

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
