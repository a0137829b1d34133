package dev.ingest.engine.spark;

import java.util.List;

/** Machines that take orders. */
public interface Cluster {

    /**
     * The answers to {@code orders}, in their order; each order is given again when the machine that had it is lost.
     *
     * @param name what it is for, as the cluster's own pages show it
     */
    List<String> run(String name, List<String> orders);

    /** How many orders it works on at once. */
    int cores();
}
