package dev.ingest.commit.state;

import dev.ingest.landing.LandingStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The states of the pipelines of a dataset. */
final class StoredStates {
    private final LandingStore store;
    private final Memory memory;
    private final Shelf files;
    private final Map<String, StateDocument> documents = new HashMap<>();

    StoredStates(LandingStore store, DatasetTree tree, Memory memory) {
        this.store = store;
        this.memory = memory;
        this.files = new Shelf(store, tree.states(), memory);
    }

    /** The newest state of a pipeline. */
    Optional<StateDocument> document(String pipeline) {
        StateDocument known = documents.get(pipeline);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<StateDocument> read = files.ownedBy(pipeline).stream()
                .flatMap(file -> store.read(file.path()).flatMap(StateDocument::parse).stream())
                .findFirst();
        if (memory == Memory.KEPT) {
            read.ifPresent(document -> documents.put(pipeline, document));
        }
        return read;
    }

    /** Every pipeline's newest state, the one that was stored last first. */
    Stream<StateDocument> documents() {
        return files.newestFirst().stream()
                .map(StoredFile::owner)
                .distinct()
                .flatMap(pipeline -> document(pipeline).stream());
    }

    /** The moments that file names tell of. */
    Stream<String> moments() {
        return files.newestFirst().stream().map(file -> file.name().moment());
    }

    /** The files of a pipeline beyond the {@code most} newest. */
    List<String> surplus(String pipeline, int most) {
        return files.ownedBy(pipeline).stream().skip(most).map(StoredFile::path).toList();
    }

    /** A state stands now. */
    void stored(StateDocument state, SmallFile file) {
        files.added(file.path(), file.content().length);
        documents.computeIfPresent(state.pipeline(), (key, old) -> state);
    }

    void removed(List<String> paths) {
        files.removed(paths);
    }

    void forget() {
        files.forget();
        documents.clear();
    }
}
