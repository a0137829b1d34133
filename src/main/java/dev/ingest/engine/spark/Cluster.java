package dev.ingest.engine.spark;

import java.util.List;

/** Machines that take orders. */
public interface Cluster {

    /**
     * Begins to work on {@code orders}; each is given again when the machine that had it is lost.
     *
     * @param name what they are for, as the cluster's own pages show it
     */
    ClusterJob begin(String name, List<String> orders);

    /** How many orders it works on at once. */
    int cores();

    /** How many of them one process has at once; 0 where only that process knows. */
    int coresOfAProcess();
}
