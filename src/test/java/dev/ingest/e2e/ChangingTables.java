package dev.ingest.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.job.JobStatus;
import dev.ingest.source.jdbc.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Tables that change between runs, the jobs that load them, and what must be true of the lake once a run has ended well. */
final class ChangingTables {
    private static final List<String> INCREMENTAL = List.of("events", "orders", "ticks");

    private final TestPostgres database;

    ChangingTables(TestPostgres database) {
        this.database = database;
        database.run(
                "CREATE TABLE stock (id int, amount numeric(12,2))",
                "CREATE TABLE events (id bigint PRIMARY KEY, at timestamptz NOT NULL, note text)",
                "CREATE TABLE orders (id int PRIMARY KEY, version int, updated_at timestamp NOT NULL)",
                "CREATE TABLE ticks (id int, tick int)",
                "CREATE SEQUENCE numbers");
        change(3_000);
    }

    TestPostgres database() {
        return database;
    }

    Workspace jobs(Workspace workspace) {
        return workspace
                .incremental("events", "at")
                .full("stock")
                .incremental("orders", "updated_at")
                .incremental("ticks", "tick");
    }

    /** New rows everywhere, changed ones where rows change; several ticks are equal. */
    void change(int rows) {
        database.run(
                "INSERT INTO stock SELECT nextval('numbers'), random() * 1000 FROM generate_series(1, " + rows + ")",
                "DELETE FROM stock WHERE id % 7 = 3",
                "INSERT INTO events SELECT nextval('numbers'), clock_timestamp(), 'Grüße ' || i"
                        + " FROM generate_series(1, " + rows + ") i",
                "INSERT INTO orders SELECT nextval('numbers'), 1, clock_timestamp() AT TIME ZONE 'UTC'"
                        + " FROM generate_series(1, " + rows + ")",
                "UPDATE orders SET version = version + 1, updated_at = clock_timestamp() AT TIME ZONE 'UTC'"
                        + " WHERE id % 11 = " + rows + " % 11",
                "INSERT INTO ticks SELECT nextval('numbers'), (SELECT coalesce(max(tick), 0) FROM ticks) + i / 50"
                        + " FROM generate_series(0, " + rows + ") i");
    }

    /** Fails unless the lake below {@code lake} holds each table as the database does, and audit and cells agree. */
    void assertLanded(Path lake, Workspace workspace) throws SQLException {
        LakeCheck check = new LakeCheck(lake.resolve(Workspace.SOURCE));
        assertEquals(List.of(), check.faults());
        List<String> lines = workspace.audit().stream().map(AuditLine::csv).toList();
        assertEquals(List.of(), check.auditFaults(lines));
        for (String table : INCREMENTAL) {
            assertEachRowOnce(lake, table, workspace);
        }
        assertSnapshot(lake);
        assertCells(workspace);
        assertEquals(List.of(), Tree.names(workspace.home.resolve("metadata").resolve("watermarks")));
    }

    private void assertEachRowOnce(Path lake, String table, Workspace workspace) throws SQLException {
        String version = table.equals("orders") ? "version" : "id";
        String files = LandedRows.files(lake.resolve(Workspace.SOURCE).resolve(table));
        assertEquals(
                List.of(),
                LandedRows.values("SELECT id || ' is there ' || count(*) || ' times' FROM " + files + " GROUP BY id, "
                        + version + " HAVING count(*) > 1 LIMIT 5"),
                table + ": no row twice");
        assertEquals(
                database.ask("SELECT id || ' ' || " + version + " FROM " + table + " ORDER BY id"),
                LandedRows.values(
                        "SELECT id || ' ' || max(" + version + ") FROM " + files + " GROUP BY id ORDER BY id"),
                table + ": no row lost");
        long audited = workspace.audit(Workspace.SOURCE + "." + table).stream()
                .filter(line -> line.status() == JobStatus.SUCCESS)
                .mapToLong(AuditLine::rows)
                .sum();
        assertEquals(
                List.of(Long.toString(audited)), LandedRows.values("SELECT count(*) FROM " + files), table + ": audit");
    }

    /** Each day folder is one snapshot, the newest one the table as it is. */
    private void assertSnapshot(Path lake) throws SQLException {
        Path table = lake.resolve(Workspace.SOURCE).resolve("stock");
        List<String> names = Tree.names(table);
        String day = names.get(names.size() - 1).substring(0, "2026/01/27".length());
        String newest = LandedRows.files(table.resolve(day));
        assertEquals(
                database.ask("SELECT id || ' ' || amount FROM stock ORDER BY id"),
                LandedRows.values("SELECT id || ' ' || amount FROM " + newest + " ORDER BY id"));
        List<String> loads = names.stream()
                .map(name -> name.replaceFirst("(.*)/(\\d+\\.\\d+)\\.[^/]*", "$1 $2"))
                .distinct()
                .toList();
        assertTrue(
                loads.size()
                        == loads.stream()
                                .map(load -> load.substring(0, 10))
                                .distinct()
                                .count(),
                names.toString());
    }

    private void assertCells(Workspace workspace) {
        assertEquals(
                database.ask("SELECT (max(at) AT TIME ZONE 'UTC') || '+00:00' FROM events"),
                List.of(workspace.watermark(1)));
        assertEquals("", workspace.watermark(2));
        assertEquals(database.ask("SELECT max(updated_at) FROM orders"), List.of(workspace.watermark(3)));
        assertEquals(database.ask("SELECT max(tick) FROM ticks"), List.of(workspace.watermark(4)));
    }
}
