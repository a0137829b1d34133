package dev.ingest.commit;

import dev.ingest.job.StagedFile;

/** Where the files of one load end up and which older ones it replaces: what the layout says of them. */
public interface LoadPaths {

    /** The final name of a staged file of {@code table}, from the store's root. */
    String path(String table, StagedFile file);

    /**
     * The folder below which this load's replaced files of {@code table} are looked for: the same day's, or the whole
     * table's.
     *
     * @param table the load's own table or a child table of it
     */
    String replacedFolder(String table);

    /**
     * Whether a load from the start replaces the file at {@code path}, which stands below that folder. Never true of a
     * file that carries this load's id or a higher one.
     */
    boolean replaces(String table, String path);
}
