package dev.ingest.landing.local;

import dev.ingest.failure.HeldFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** By a hard link: the one call that is exclusive and atomic on every system; where links fail, by a locked move. */
final class LinkRename implements ExclusiveRename {
    private final ExclusiveRename fallback;

    LinkRename(HeldFiles held) {
        this.fallback = new LockedRename(held);
    }

    @Override
    public boolean place(Path source, Path target, Folders folders) throws IOException {
        try {
            folders.within(target, () -> {
                if (Files.notExists(source)) {
                    throw new SourceGone(source);
                }
                return Files.createLink(target, source.toRealPath());
            });
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (SourceGone e) {
            throw new NoSuchFileException(source.toString());
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            // FAT, some network shares and containers' mounts know no hard links, each with an error of its own.
            return fallback.place(source, target, folders);
        }
        folders.sync(target);
        return true;
    }

    private static final class SourceGone extends IOException {
        private static final long serialVersionUID = 1L;

        SourceGone(Path source) {
            super(source.toString());
        }
    }
}
