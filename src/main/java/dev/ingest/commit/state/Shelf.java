package dev.ingest.commit.state;

import dev.ingest.landing.LandingStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The files of one folder of states or schemas. */
final class Shelf {
    private static final Comparator<StoredFile> NEWEST_FIRST =
            Comparator.comparing(StoredFile::seconds).reversed();

    private final LandingStore store;
    private final String folder;
    private final Memory memory;
    private Optional<List<StoredFile>> kept = Optional.empty();

    Shelf(LandingStore store, String folder, Memory memory) {
        this.store = store;
        this.folder = folder;
        this.memory = memory;
    }

    List<StoredFile> newestFirst() {
        if (kept.isPresent()) {
            return List.copyOf(kept.get());
        }
        List<StoredFile> files = new ArrayList<>(store.list(folder).stream()
                .flatMap(file -> StoredFile.of(file.path(), file.bytes()).stream())
                .sorted(NEWEST_FIRST)
                .toList());
        kept = memory == Memory.KEPT ? Optional.of(files) : Optional.empty();
        return files;
    }

    /** Those of one pipeline or schema, newest first. */
    List<StoredFile> ownedBy(String owner) {
        return newestFirst().stream().filter(file -> file.owner().equals(owner)).toList();
    }

    /** A file has come to stand here. */
    void added(String path, long bytes) {
        kept.ifPresent(files -> StoredFile.of(path, bytes).ifPresent(file -> {
            files.add(file);
            files.sort(NEWEST_FIRST);
        }));
    }

    /** Files have gone. */
    void removed(Collection<String> paths) {
        kept.ifPresent(files -> files.removeIf(file -> paths.contains(file.path())));
    }

    void forget() {
        kept = Optional.empty();
    }
}
