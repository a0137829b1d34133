package dev.ingest.e2e;

import dev.ingest.config.JobColumn;
import dev.ingest.source.jdbc.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A lake whose tables change between two days, for readers to find their way in: {@code
 * src/test/python/readers_of_our_lake.py}. Each {@link Drift} is a dataset with the snapshots of {@code orders}, and one, with
 * {@code _versions} behind its name, where {@code orders} is loaded incrementally.
 */
final class DriftingLake {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 27);
    private static final String TABLE = "orders";

    /** What happens between the two days, beyond rows that change, go and come. */
    enum Drift {
        NONE,
        ADDED("ALTER TABLE orders ADD added text", "UPDATE orders SET added = 'new' WHERE id = 4"),
        DROPPED("ALTER TABLE orders DROP note"),
        BIGINT("ALTER TABLE orders ALTER id TYPE bigint", "UPDATE orders SET id = 3000000004 WHERE id = 4"),
        DECIMAL("ALTER TABLE orders ALTER amount TYPE numeric(14,4)", "UPDATE orders SET amount = 1.2345 WHERE id = 4"),
        DOUBLE("ALTER TABLE orders ALTER weight TYPE double precision", "UPDATE orders SET weight = 0.1 WHERE id = 4"),
        KEPT("ALTER TABLE orders ALTER id TYPE bigint, ALTER amount TYPE numeric(14,4),"
                + " ALTER weight TYPE double precision"),
        PARTITIONED,
        EMPTIED("DELETE FROM orders");

        private final String changes;

        Drift(String... statements) {
            this.changes = String.join("; ", statements);
        }

        String dataset() {
            return name().toLowerCase(Locale.ROOT);
        }

        String versions() {
            return dataset() + "_versions";
        }

        private Map<JobColumn, String> cells() {
            return switch (this) {
                case KEPT -> Map.of(JobColumn.ON_SCHEMA_CHANGE, "keep");
                case PARTITIONED, EMPTIED -> Map.of(JobColumn.PARTITION_BY, "region");
                default -> Map.of();
            };
        }
    }

    private final Workspace workspace;
    private final Map<Drift, TestPostgres> databases = new EnumMap<>(Drift.class);

    private DriftingLake(Path home) {
        this.workspace = Workspace.at(home);
    }

    /** Lands all of it below the folder that is named, and writes beside it what readers should find. */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        DriftingLake lake = land(home);
        Path found = Files.createDirectories(home.resolve("expected"));
        for (Drift drift : Drift.values()) {
            lake.write(found.resolve(drift.dataset() + ".whole.json"), drift, whole());
            lake.write(found.resolve(drift.dataset() + ".snapshot.json"), drift, snapshot());
            lake.write(found.resolve(drift.versions() + ".latest.json"), drift, latest());
        }
    }

    /** Lands both days below {@code home}. */
    static DriftingLake land(Path home) {
        DriftingLake lake = new DriftingLake(home);
        for (Drift drift : Drift.values()) {
            lake.add(drift);
        }
        lake.workspace.save();
        lake.run(FIRST);
        lake.databases.forEach((drift, database) -> {
            database.run("CREATE TABLE before AS TABLE orders");
            database.run(
                    "UPDATE orders SET amount = 1.20, updated_at = '2026-01-27 10:00:00Z' WHERE id = 1",
                    "DELETE FROM orders WHERE id = 2",
                    "INSERT INTO orders (id, amount, weight, region, updated_at)"
                            + " VALUES (4, 4.40, 4.5, 'EU', '2026-01-27 11:00:00Z')");
            database.run(drift.changes);
        });
        lake.run(FIRST.plusDays(1));
        return lake;
    }

    /** The folder that holds a dataset's tables. */
    Path dataset(String name) {
        return workspace.lake().resolve(name);
    }

    TestPostgres database(Drift drift) {
        return databases.get(drift);
    }

    /** The rows of both snapshots, a query each. */
    static List<String> whole() {
        return List.of("SELECT * FROM before", "SELECT * FROM orders");
    }

    /** The rows of the newest snapshot. */
    static List<String> snapshot() {
        return List.of("SELECT * FROM orders");
    }

    /** The newest version of each key that ever was; where all rows went, no newer one landed. */
    static List<String> latest() {
        return List.of("SELECT * FROM orders", "SELECT * FROM before WHERE id NOT IN (SELECT id FROM orders)");
    }

    private void write(Path file, Drift drift, List<String> queries) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (String query : queries) {
            database(drift)
                    .ask("SELECT to_jsonb(r) FROM (" + query + ") r")
                    .forEach(row -> rows.append(row).append('\n'));
        }
        Files.writeString(file, rows);
    }

    private void add(Drift drift) {
        TestPostgres database = TestPostgres.database();
        databases.put(drift, database);
        database.run(
                "CREATE TABLE orders (id int, note text, amount numeric(10,2), weight real, region text,"
                        + " updated_at timestamptz)",
                "INSERT INTO orders VALUES (1, 'a', 1.10, 0.5, 'EU', '2026-01-26 10:00:00Z'),"
                        + " (2, 'b', 2.20, 1.5, 'US', '2026-01-26 11:00:00Z'),"
                        + " (3, NULL, NULL, NULL, NULL, '2026-01-26 12:00:00Z')");
        workspace.full(TABLE).with(JobColumn.SOURCE_NAME, drift.dataset());
        drift.cells().forEach(workspace::with);
        workspace.incremental(TABLE, "updated_at").with(JobColumn.SOURCE_NAME, drift.versions());
        drift.cells().forEach(workspace::with);
        workspace.secrets(secrets());
    }

    private String secrets() {
        StringBuilder toml = new StringBuilder("[destination.filesystem]\nbucket_url = \"lake\"\n");
        databases.forEach((drift, database) -> {
            for (String source : new String[] {drift.dataset(), drift.versions()}) {
                toml.append("""

                        [sources.%s]
                        host = "%s"
                        port = %d
                        database = "%s"
                        username = "postgres"
                        password = "none"
                        """.formatted(source, database.host(), database.port(), database.name()));
            }
        });
        return toml.toString();
    }

    private void run(LocalDate day) {
        JarProcess run = workspace.call("--date", day.toString());
        if (run.exitCode() != 0) {
            throw new AssertionError(run.output());
        }
    }
}
