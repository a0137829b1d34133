package dev.ingest.e2e;

import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A folder that holds what a store holds, for readers that know no store. */
final class LakeCopy {
    private final LandingStore store;
    private final Path folder;

    LakeCopy(LandingStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /** The folder, brought up to date. A file that stands in it is not read again, for no file of a lake ever changes. */
    Path refreshed() throws IOException {
        List<LandingFile> files = store.list(Workspace.SOURCE);
        Set<Path> there = new HashSet<>();
        for (LandingFile file : files) {
            Path copy = folder.resolve(file.path());
            there.add(copy);
            Optional<byte[]> content = Files.exists(copy) ? Optional.empty() : store.read(file.path());
            if (content.isPresent()) {
                Files.createDirectories(copy.getParent());
                Files.write(copy, content.get());
            }
        }
        for (Path copy : Tree.files(folder)) {
            if (!there.contains(copy)) {
                Files.delete(copy);
            }
        }
        return folder;
    }
}
