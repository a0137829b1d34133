package dev.ingest.source;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Snapshot;
import dev.ingest.job.name.TableName;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables of test data, and the snapshots that sessions hold of them. Several threads may use it. */
public final class MemoryDatabase {
    private final Set<Capability> capabilities;
    private final boolean shares;
    private final Map<String, MemoryTable> tables = new TreeMap<>();
    private final Map<String, MemoryTable> snapshots = new HashMap<>();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private int taken;

    private MemoryDatabase(Set<Capability> capabilities, boolean shares) {
        this.capabilities = Set.copyOf(capabilities);
        this.shares = shares;
    }

    /** One that can all that sources can, and whose sessions see one state. */
    public static MemoryDatabase able() {
        return new MemoryDatabase(EnumSet.complementOf(EnumSet.of(Capability.QUERY)), true);
    }

    /** One that can nothing but read, in one session. */
    public static MemoryDatabase plain() {
        return new MemoryDatabase(Set.of(), false);
    }

    public SourceRules rules() {
        return new MemoryRules(capabilities);
    }

    public synchronized void put(MemoryTable table) {
        tables.put(table.name(), table);
    }

    public synchronized void drop(String name) {
        if (snapshots.values().stream().anyMatch(table -> table.name().equals(name))) {
            throw new IllegalStateException("somebody reads " + name);
        }
        tables.remove(name);
    }

    public synchronized void insert(String name, List<Map<String, Object>> rows) {
        tables.computeIfPresent(name, (same, table) -> table.with(rows));
    }

    synchronized List<TableName> tables(String like) {
        return matching(0, like).map(TableName::exact).toList();
    }

    synchronized List<TableSummary> summaries(String like) {
        return matching(Pattern.CASE_INSENSITIVE, like)
                .map(name -> tables.get(name).summary())
                .toList();
    }

    private Stream<String> matching(int flags, String like) {
        Pattern pattern = Pattern.compile(
                Stream.of(like.split("%", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                flags | Pattern.DOTALL);
        return tables.keySet().stream().filter(name -> pattern.matcher(name).matches());
    }

    /** The table that {@code name} means: as it stands, or folded to lower case where it has no quotes. */
    synchronized MemoryTable table(TableName name) {
        String written = name.table();
        boolean quoted = name.quoted().get(name.quoted().size() - 1);
        return Stream.of(quoted ? written : written.toLowerCase(Locale.ROOT), written)
                .flatMap(meaning -> Optional.ofNullable(tables.get(meaning)).stream())
                .findFirst()
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot read table " + name + " of the test data: there is no such table. Correct the cell"
                                + " table_name."));
    }

    /** Keeps the table as it is, until it is released. */
    synchronized Snapshot take(MemoryTable table) {
        if (!shares) {
            return Snapshot.ALONE;
        }
        String token = "snapshot " + ++taken;
        snapshots.put(token, table);
        return new Snapshot.Shared(token);
    }

    synchronized MemoryTable snapshot(Snapshot.Shared shared) {
        return Optional.ofNullable(snapshots.get(shared.token()))
                .orElseThrow(() -> new IngestException(
                        FailureKind.READ, "Cannot read on: " + shared.token() + " was released. Run the job again."));
    }

    synchronized void release(Snapshot snapshot) {
        if (snapshot instanceof Snapshot.Shared shared) {
            snapshots.remove(shared.token());
        }
    }

    /** A reader hangs from now on. */
    void hangs() {
        hanging.countDown();
    }

    void awaitHang() throws InterruptedException {
        hanging.await();
    }
}
