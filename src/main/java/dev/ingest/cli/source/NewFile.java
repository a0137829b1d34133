package dev.ingest.cli.source;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.ShownPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A text file that a command makes; one that is there stays as it is. */
final class NewFile {
    private NewFile() {}

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw refused(file, "there is one already, and it stays as it is. Name another with --out");
        } catch (IOException e) {
            throw refused(file, e + ". Name another with --out");
        }
    }

    private static IngestException refused(Path file, String why) {
        return new IngestException(
                FailureKind.CONFIG, "Cannot write the file " + ShownPath.of(file) + ": " + why + ".");
    }
}
