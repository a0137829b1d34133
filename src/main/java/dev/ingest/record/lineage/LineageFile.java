package dev.ingest.record.lineage;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.ShownPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that grows by a line an event, as the file transport of OpenLineage's clients writes it. */
public record LineageFile(Path file) implements LineageReceiver {

    @Override
    public void take(String json) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            Files.writeString(
                    file, json + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IngestException(
                    FailureKind.CONNECT,
                    "Cannot write lineage to " + ShownPath.of(file) + ": " + e
                            + ". See that this user may write there.",
                    e);
        }
    }
}
