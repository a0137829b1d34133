package dev.ingest.commit;

import dev.ingest.job.LoadId;
import java.util.Optional;

/**
 * A load that counts.
 *
 * @param load its identifier
 * @param rows rows that landed; 0 with no file when an incremental load found none
 * @param files files that landed
 * @param replaced files of older loads that it replaced
 * @param partitionPath the folder they landed in, from the store's root; empty text when none did
 * @param schemaVersion dlt's schema version; 0 when nothing landed
 * @param watermark the job's new watermark
 */
public record CommittedLoad(
        LoadId load,
        long rows,
        int files,
        int replaced,
        String partitionPath,
        int schemaVersion,
        Optional<String> watermark) {}
