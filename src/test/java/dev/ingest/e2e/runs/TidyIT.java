package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.state.LeaseHolder;
import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies where is told, and what is told of stays. */
class TidyIT {
    private static final DateTimeFormatter BASIC = DateTimeFormatter.BASIC_ISO_DATE;

    @TempDir
    Path home;

    private Workspace workspace;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @BeforeEach
    void threeDaysOfOneTableAndTwoOfAnother() {
        TestPostgres database = TestPostgres.database();
        database.run(
                "CREATE TABLE items AS SELECT i AS id FROM generate_series(1, 10) i",
                "CREATE TABLE events AS SELECT i AS id FROM generate_series(1, 10) i");
        workspace = Workspace.of(home, database)
                .full("items")
                .incremental("events", "id")
                .save();
        run("run", "--date", today.minusDays(200).toString());
        run("run", "--date", today.minusDays(100).toString(), "--job", "shop.items");
        database.run("INSERT INTO events VALUES (11)");
        run("run");
    }

    private JarProcess run(String... arguments) {
        JarProcess ran = InProcess.run(Stream.concat(Stream.of("--home", home.toString()), List.of(arguments).stream())
                .toArray(String[]::new));
        assertEquals(0, ran.exitCode(), ran.output());
        return ran;
    }

    @Test
    void whatLiesWhereIsToldAndStays() throws IOException {
        Path dead = Files.createDirectories(workspace.lake().resolve("shop/_ingest/staging/t0123"))
                .resolve("x.parquet");
        Files.write(dead, new byte[4096]);
        List<String> before = files();

        JarProcess told = run("tidy", "--dry-run");

        assertEquals(before, files());
        String said = told.output().replaceAll(" +", " ");
        for (String part : List.of(
                " logs ",
                " audits 3 ",
                " items 3 3 ",
                " events 2 2 ",
                " shop/_dlt_loads 5 ",
                " shop/_ingest/loads 5 ",
                " shop/_ingest/staging/t0123 1 4.0 KiB ",
                "Nothing was removed.")) {
            assertTrue(said.contains(part), part + " in " + said);
        }
        String old = said.substring(said.indexOf("Snapshots of days before " + today.minusDays(90)));
        assertTrue(old.contains(" items 2 2 "), old);
        assertFalse(old.contains("events"), "days of an incremental table are no snapshots: " + old);
    }

    @Test
    void whatARunIsAtWorkOnIsToldFromWhatTheDeadLeft() throws IOException {
        Path staging = workspace.lake().resolve("shop/_ingest/staging");
        Path dead = Files.write(Files.createDirectories(staging.resolve("t1")).resolve("x.parquet"), new byte[1024]);
        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Files.write(Files.createDirectories(staging.resolve("t2")).resolve("y.parquet"), new byte[1024]);
        LeaseHolder holder = new LeaseHolder("db01", 4711, "r", Instant.now().minus(Duration.ofMinutes(5)));
        Path lease = Files.write(
                Files.createDirectories(staging.resolveSibling("lock")).resolve("7"), holder.json());

        String said = run("tidy", "--dry-run").output().replaceAll(" +", " ");
        int alive = said.indexOf("by the run that is at work: process 4711 on db01\n");
        int left = said.indexOf("by loads that died; ");
        assertTrue(alive > 0 && left > alive, said);
        assertTrue(said.substring(alive, left).contains(" shop/_ingest/staging/t2 1 "), said);
        assertTrue(said.substring(left).contains(" shop/_ingest/staging/t1 1 "), said);

        Files.setLastModifiedTime(lease, FileTime.from(Instant.now().minus(Duration.ofMinutes(5))));
        said = run("tidy", "--dry-run").output().replaceAll(" +", " ");
        assertFalse(said.contains("at work"), "a lease that nobody renews is nobody's: " + said);
        assertTrue(said.substring(said.indexOf("by loads that died; ")).contains("/t2 1 "), said);
    }

    @Test
    void theDatasetsOfDisabledJobsAreCountedToo() {
        workspace.edit(sheet -> {
            int enabled = List.of(JobColumn.values()).indexOf(JobColumn.ENABLED);
            sheet.getRow(1).getCell(enabled).setCellValue("N");
            sheet.getRow(2).getCell(enabled).setCellValue("N");
        });
        assertTrue(run("tidy", "--dry-run").output().contains("Dataset shop\n"));
    }

    @Test
    void theNewestSnapshotIsNeverOld() {
        String said = run("tidy", "--dry-run", "--older-than", "0s").output().replaceAll(" +", " ");
        assertTrue(said.substring(said.indexOf("Snapshots")).contains(" items 2 2 "), said);
        assertFalse(run("tidy", "--dry-run", "--older-than", "300d").output().contains("Snapshots"));
    }

    @Test
    void eachDayHasItsLine() {
        String said = run("tidy", "--dry-run", "--days").output().replaceAll(" +", " ");
        for (int days : new int[] {200, 100, 0}) {
            assertTrue(said.contains(" items " + today.minusDays(days) + " 1 "), said);
        }
    }

    @Test
    void withoutADryRunNothingIsDone() {
        JarProcess said = InProcess.run("tidy", "--home", home.toString());
        assertEquals(2, said.exitCode());
        assertTrue(said.output().contains("this version removes nothing yet. Add --dry-run"), said.output());
        assertEquals(2, InProcess.run("tidy", "--dry-run", "--older-than", "90").exitCode());
    }

    @Test
    void auditsThatAreOldEnoughGoWithTheNextRun() throws IOException {
        auditsAreKept("150d");
        run("run");
        assertFalse(Files.exists(audit(200)));
        assertTrue(Files.exists(audit(100)));
        assertTrue(Files.exists(audit(0)));
        run("run", "--dry-run");
        auditsAreKept("50d");
        run("run", "--dry-run");
        assertTrue(Files.exists(audit(100)), "a dry run removes nothing");
    }

    private void auditsAreKept(String duration) throws IOException {
        Files.writeString(home.resolve(".dlt/config.toml"), "[runtime]\naudits_kept = \"" + duration + "\"\n");
    }

    private Path audit(int days) {
        return home.resolve("metadata").resolve("audit_" + BASIC.format(today.minusDays(days)) + ".csv");
    }

    private List<String> files() throws IOException {
        try (var files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
