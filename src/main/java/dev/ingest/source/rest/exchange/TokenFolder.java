package dev.ingest.source.rest.exchange;

import dev.ingest.failure.DurableFolder;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.HeldFiles;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Tokens as files of a folder that none but the user of this process can read. */
public final class TokenFolder implements TokenShelf {
    private final Path folder;

    /** @param folder of one source; made when there is a token to keep */
    public TokenFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Secret> find(String name) {
        try {
            return Optional.of(new Secret(Files.readString(file(name))))
                    .filter(token -> !token.reveal().isEmpty());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("read", name, e);
        }
    }

    @Override
    public void keep(String name, Secret token) {
        try {
            Files.createDirectories(folder);
            // The system makes it for its owner alone.
            Path temporary = Files.createTempFile(folder, "token-", ".tmp");
            try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(token.reveal().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            HeldFiles.here().replace(temporary, file(name));
            DurableFolder.sync(folder);
        } catch (IOException e) {
            throw failure("keep", name, e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name.replaceAll("[^A-Za-z0-9._-]", "_") + ".token");
    }

    private IngestException failure(String what, String name, IOException e) {
        return new IngestException(
                FailureKind.SECRET,
                "Cannot " + what + " the token " + name + " in " + folder + ": "
                        + e.getClass().getSimpleName() + ". Check that this user may write there.",
                e);
    }
}
