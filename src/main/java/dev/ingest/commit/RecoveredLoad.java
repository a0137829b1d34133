package dev.ingest.commit;

import dev.ingest.job.LoadId;

/**
 * A load that an earlier run left unfinished.
 *
 * @param load its identifier
 * @param job its job as the audit calls it
 * @param outcome what became of it
 */
public record RecoveredLoad(LoadId load, String job, Outcome outcome) {
    /** What became of a load that was left. */
    public enum Outcome {
        /** It counted, and its remaining steps were done. */
        FINISHED,
        /** It did not count, and nothing of it is left. */
        TAKEN_BACK
    }
}
