package dev.ingest.engine.spark;

import dev.ingest.engine.PlainJson;
import dev.ingest.job.JobPlan;
import dev.ingest.job.StagingTicket;

/**
 * One slice for an executor to stage: what to read and where, and no secret.
 *
 * @param plan with this slice alone
 * @param ticket the folder that it stages into
 * @param home the home folder of the run, where an executor sees it
 * @param secrets the file of secrets, from there
 * @param atOnce how many orders its process works on at once; 0: as many as it has processors
 */
public record SliceOrder(JobPlan plan, StagingTicket ticket, String home, String secrets, int atOnce) {

    /** The order as it travels. */
    public String json() {
        return PlainJson.write(this);
    }

    /** The order that {@link #json} made this of. */
    public static SliceOrder read(String json) {
        return PlainJson.read(json, SliceOrder.class);
    }
}
