package dev.ingest.commit.state;

import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.StagedTable;
import dev.ingest.landing.LandingStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The schemas of a dataset: whole ones as dlt stores them, and tables stored by themselves since. A schema holds all its
 * tables, so a run of many new tables that stored it whole with each load would write their square.
 */
final class StoredSchemas {
    /** A run stores a schema whole with each load that changes it up to so many bytes together. */
    static final long UNCOUNTED = 1 << 18;

    /** Beyond that when the parts have grown to this share of the whole, so that what a run writes is a multiple of it. */
    private static final int SHARE = 3;

    private final LandingStore store;
    private final DatasetTree tree;
    private final Memory memory;
    private final Shelf versions;
    private final Shelf parts;
    private final Map<String, SchemaDocument> documents = new HashMap<>();
    private final Map<String, Long> written = new HashMap<>();

    StoredSchemas(LandingStore store, DatasetTree tree, Memory memory) {
        this.store = store;
        this.tree = tree;
        this.memory = memory;
        this.versions = new Shelf(store, tree.versions(), memory);
        this.parts = new Shelf(store, tree.schemaParts(), memory);
    }

    /** The newest schema of that name, with the tables that were stored since. */
    Optional<SchemaDocument> document(String schema) {
        SchemaDocument known = documents.get(schema);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<SchemaDocument> read = read(schema);
        if (memory == Memory.KEPT) {
            read.ifPresent(document -> documents.put(schema, document));
        }
        return read;
    }

    private Optional<SchemaDocument> read(String schema) {
        Optional<SchemaDocument> whole = versions.ownedBy(schema).stream()
                .flatMap(file -> store.read(file.path()).flatMap(SchemaDocument::parse).stream())
                .findFirst();
        List<StoredFile> since = parts.ownedBy(schema);
        if (since.isEmpty()) {
            return whole;
        }
        SchemaDocument document = whole.orElseGet(() -> SchemaDocument.of(schema));
        for (int i = since.size() - 1; i >= 0; i--) {
            Optional<byte[]> table = store.read(since.get(i).path());
            document = table.isPresent() ? document.withTable(table.get()) : document;
        }
        return Optional.of(document);
    }

    /** Every schema of the dataset, the one that was stored last first. */
    Stream<SchemaDocument> documents() {
        return versions.newestFirst().stream()
                .map(StoredFile::owner)
                .distinct()
                .flatMap(name -> document(name).stream());
    }

    /** What a load by {@code plan} that staged {@code tables} makes of its schema, and the file that stores it. */
    SchemaStep step(JobPlan plan, List<StagedTable> tables, Instant now) {
        String name = plan.target().pipeline();
        Optional<SchemaDocument> stored = document(name);
        SchemaDocument before = stored.orElseGet(() -> SchemaDocument.of(name));
        SchemaDocument after = before.with(plan, tables);
        if (after == before) {
            return new SchemaStep(before, Optional.empty());
        }
        byte[] table = after.tableFile(plan.key().table());
        if (stored.isPresent() && !isNested(tables) && !isWholeDue(name, table.length)) {
            String path = tree.schemaParts() + "/" + after.versionFileName(moment(now));
            return new SchemaStep(after, Optional.of(new SmallFile(path, table)));
        }
        SchemaDocument sealed = after.sealed();
        return sealed.hash().equals(before.hash()) && parts.ownedBy(name).isEmpty()
                ? new SchemaStep(before, Optional.empty())
                : new SchemaStep(sealed, Optional.of(whole(sealed, now)));
    }

    /** A file of one table by itself says nothing of others. */
    private static boolean isNested(List<StagedTable> tables) {
        return tables.stream().anyMatch(table -> table.parent().isPresent());
    }

    private boolean isWholeDue(String schema, long newBytes) {
        long whole = versions.ownedBy(schema).stream()
                .findFirst()
                .map(StoredFile::bytes)
                .orElse(0L);
        long since = newBytes
                + parts.ownedBy(schema).stream().mapToLong(StoredFile::bytes).sum();
        long before = written.getOrDefault(schema, 0L);
        return before == 0 || before + whole + since <= UNCOUNTED || SHARE * since >= whole;
    }

    /** The schemas of which tables were stored by themselves. */
    List<String> inParts() {
        return parts.newestFirst().stream().map(StoredFile::owner).distinct().toList();
    }

    List<String> partsOf(String schema) {
        return parts.ownedBy(schema).stream().map(StoredFile::path).toList();
    }

    /** A schema whole, with all its parts. */
    SchemaStep whole(String schema, Instant now) {
        SchemaDocument before = document(schema).orElseGet(() -> SchemaDocument.of(schema));
        SchemaDocument sealed = before.sealed();
        return new SchemaStep(
                sealed, sealed.hash().equals(before.hash()) ? Optional.empty() : Optional.of(whole(sealed, now)));
    }

    private SmallFile whole(SchemaDocument sealed, Instant now) {
        return new SmallFile(tree.versions() + "/" + sealed.versionFileName(moment(now)), sealed.versionFile(now));
    }

    /** The parts that the whole schema at {@code path} holds; none when it is a part itself. */
    List<String> partsIn(String path) {
        return path.startsWith(tree.versions() + "/")
                ? StoredFile.of(path, 0).stream()
                        .flatMap(whole -> parts.ownedBy(whole.owner()).stream()
                                .filter(part -> part.seconds().compareTo(whole.seconds()) < 0))
                        .map(StoredFile::path)
                        .toList()
                : List.of();
    }

    /** Above all that is stored even when the clock was set back, since the highest moment is the newest. */
    private LoadId moment(Instant now) {
        Optional<LoadId> newest = Stream.concat(versions.newestFirst().stream(), parts.newestFirst().stream())
                .flatMap(file -> tree.loadOf(file.name().moment()).stream())
                .max(Comparator.naturalOrder());
        return LoadId.next(now, newest);
    }

    /** The file of a step stands now. */
    void stored(SchemaStep step) {
        step.file().ifPresent(file -> {
            String name = step.schema().name();
            if (file.path().startsWith(tree.versions() + "/")) {
                versions.added(file.path(), file.content().length);
                written.merge(name, (long) file.content().length, Long::sum);
            } else {
                parts.added(file.path(), file.content().length);
            }
            documents.computeIfPresent(name, (key, old) -> step.schema());
        });
    }

    void removed(List<String> paths) {
        parts.removed(paths);
    }

    void forget() {
        versions.forget();
        parts.forget();
        documents.clear();
    }
}
