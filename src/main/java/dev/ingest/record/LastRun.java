package dev.ingest.record;

import java.io.IOException;
import java.nio.file.Path;

/** The file {@code last_run.json}, in a home's metadata. */
public final class LastRun {
    private static final String NAME = "last_run.json";

    private LastRun() {}

    /** Puts {@code run} in the place of the one before. */
    public static void write(Path metadata, RunRecord run) throws IOException {
        WholeFile.write(metadata.resolve(NAME), JsonText.document(RunJson.document(run)));
    }
}
