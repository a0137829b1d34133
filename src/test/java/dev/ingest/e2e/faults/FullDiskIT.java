package dev.ingest.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.ingest.commit.CommitListener;
import dev.ingest.commit.CommitStep;
import dev.ingest.commit.audit.AuditLine;
import dev.ingest.e2e.fixture.ChangingTables;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LakeCheck;
import dev.ingest.e2e.fixture.OwnRun;
import dev.ingest.e2e.fixture.SmallDisk;
import dev.ingest.e2e.fixture.Tree;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobStatus;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A home and its lake on a disk that is full at any byte of a run: in a data file, the intent, the journal, the workbook or
 * the audit. The disk is in memory, so no machine need allow the test to mount one. {@code -Dingest.faults=5} tries five
 * times as many bytes.
 */
class FullDiskIT {
    private static final int ROOMS = 6 * Integer.getInteger("ingest.faults", 1);
    private static final int BLOCK = 1024;
    private static final long ROOMY = 64L << 20;

    @TempDir
    Path folder;

    private ChangingTables tables;
    private Path home;
    private FileSystem disk;

    @BeforeEach
    void loadOnce() {
        tables = new ChangingTables(TestPostgres.database());
        Workspace workspace = tables.jobs(Workspace.of(folder.resolve("home"), tables.database()))
                .save();
        home = workspace.home;
        assertTrue(run(home, CommitListener.NONE).succeeded);
    }

    @Test
    void whereverTheDiskIsFullNothingIsLost() throws Exception {
        long needed = needed();
        int failed = 0;
        for (long room = 0; room <= needed; room += needed / ROOMS) {
            tables.change(40);
            Run run = runOnDisk(size(home) + room, CommitListener.NONE);
            failed += run.succeeded ? 0 : 1;
            assertMended(room + " bytes of " + needed + " were free", run);
        }
        assertTrue(failed > ROOMS / 3, failed + " runs failed");
    }

    @Test
    void whicheverStepFindsTheDiskFullNothingIsLost() throws Exception {
        for (CommitStep step : CommitStep.values()) {
            tables.change(40);
            AtomicBoolean filled = new AtomicBoolean();
            CommitListener filling = new CommitListener() {
                @Override
                public void before(CommitStep now) {
                    if (now == step && !filled.getAndSet(true)) {
                        fill(disk.getPath("/home/filler"));
                    }
                }
            };
            Run run = runOnDisk(ROOMY, filling);
            assertTrue(filled.get(), run::said);
            assertMended(step.name(), run);
        }
    }

    /** Runs on a disk of so many bytes that holds what the home holds, and brings back what that leaves. */
    private Run runOnDisk(long bytes, CommitListener commits) throws IOException {
        try (FileSystem made = disk(bytes)) {
            disk = made;
            Path there = made.getPath("/home");
            copy(home, there);
            Run run = run(there, commits);
            Files.deleteIfExists(there.resolve("filler"));
            delete(home);
            copy(there, home);
            return run;
        }
    }

    /** After what a run left, one with room enough ends well, and everything is there once. */
    private void assertMended(String what, Run run) throws Exception {
        assertEquals(List.of(), new LakeCheck(home.resolve("lake").resolve(Workspace.SOURCE)).unreadable(), what);
        run.failures()
                .forEach(message -> assertTrue(
                        message.contains("Make room") || message.contains("Check "), () -> what + ": " + message));
        Run next = run(home, CommitListener.NONE);
        assertTrue(next.succeeded, () -> what + "\n" + run.said() + "\nthen\n" + next.said());
        tables.assertLanded(home.resolve("lake"), Workspace.at(home));
    }

    private static void fill(Path file) {
        byte[] block = new byte[BLOCK];
        try (OutputStream stream = Files.newOutputStream(file)) {
            while (true) {
                stream.write(block);
            }
        } catch (IOException e) {
            // It is full.
            return;
        }
    }

    /** Bytes that a run adds to what stands. */
    private long needed() throws IOException {
        tables.change(40);
        try (FileSystem roomy = disk(ROOMY)) {
            Path there = roomy.getPath("/home");
            copy(home, there);
            long before = size(there);
            assertTrue(run(there, CommitListener.NONE).succeeded);
            return size(there) - before + 16 * BLOCK;
        }
    }

    private static FileSystem disk(long bytes) {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setBlockSize(BLOCK)
                .setMaxSize(bytes)
                .setWorkingDirectory("/")
                .build());
    }

    private static Run run(Path home, CommitListener commits) {
        List<String> heard = new ArrayList<>();
        try {
            return new Run(new OwnRun(home, Optional.empty(), commits).execute(heard::add), heard);
        } catch (IngestException e) {
            heard.add(OwnRun.FAILURE + e.getMessage());
            return new Run(false, heard);
        }
    }

    private record Run(boolean succeeded, List<String> heard) {
        String said() {
            return String.join("\n", heard);
        }

        List<String> failures() {
            return heard.stream()
                    .filter(said -> said.startsWith(OwnRun.FAILURE))
                    .toList();
        }
    }

    /** Whole blocks, as a disk counts. */
    private static long size(Path root) throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += (Files.size(file) + BLOCK - 1) / BLOCK * BLOCK;
            }
        }
        return size;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString().replace('\\', '/'));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aMountedDiskThatIsFullFailsOneJobAndLosesNothing() {
        Path disk = folder.resolve("disk");
        try (SmallDisk small = SmallDisk.mount(disk, 1)) {
            TestPostgres database = tables.database();
            Workspace workspace = Workspace.of(folder.resolve("mounted"), database);
            String toml = Workspace.read(workspace.home.resolve(".dlt").resolve("secrets.toml"));
            workspace.secrets(
                    toml.replace("\"lake\"", "\"" + small.folder().toString().replace('\\', '/') + "/lake\""));
            database.run(
                    "CREATE TABLE customers (id int)",
                    "CREATE TABLE large AS SELECT md5(i::text) AS noise FROM generate_series(1, 100000) i");
            workspace.full("customers").full("large").full("public.customers").save();

            JarProcess run = workspace.call();

            assertEquals(1, run.exitCode(), run.output());
            for (String said : List.of("shop.large", "the disk is full", "Make room, then run again")) {
                assertTrue(run.output().contains(said), run.output());
            }
            assertEquals(
                    List.of(JobStatus.SUCCESS, JobStatus.FAILED, JobStatus.SUCCESS),
                    workspace.audit().stream().map(AuditLine::status).toList(),
                    run.output());
            List<String> names = Tree.names(small.folder().resolve("lake"));
            assertTrue(
                    names.stream().noneMatch(name -> name.contains("/large/") || name.contains("/staging/")),
                    names.toString());
        }
    }
}
