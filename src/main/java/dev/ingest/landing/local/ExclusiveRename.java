package dev.ingest.landing.local;

import java.io.IOException;
import java.nio.file.Path;

/** Gives a whole file its final name, exclusively. */
interface ExclusiveRename {

    /**
     * Makes {@code source} appear as {@code target}, durably and at once; {@code source} may stay as a second name.
     *
     * @return false when {@code target} exists
     */
    boolean place(Path source, Path target, Folders folders) throws IOException;
}
