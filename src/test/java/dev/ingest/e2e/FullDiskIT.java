package dev.ingest.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.ingest.commit.CommitListener;
import dev.ingest.failure.IngestException;
import dev.ingest.source.jdbc.TestPostgres;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A home and its lake on a disk that is full at any byte of a run: in a data file, the intent, the journal, the workbook or
 * the audit. The disk is in memory, so no machine need allow the test to mount one.
 */
class FullDiskIT {
    private static final int BLOCK = 1024;
    private static final long ROOMY = 64L << 20;

    @TempDir
    Path folder;

    private ChangingTables tables;
    private Path home;

    @BeforeEach
    void loadOnce() {
        tables = new ChangingTables(TestPostgres.database());
        Workspace workspace = tables.jobs(Workspace.of(folder.resolve("home"), tables.database()))
                .save();
        home = workspace.home;
        assertTrue(run(home).succeeded);
    }

    @Test
    void whereverTheDiskIsFullNothingIsLost() throws Exception {
        long needed = needed();
        int failed = 0;
        List<String> said = new ArrayList<>();
        for (long room = 0; room <= needed; room += Math.max(BLOCK, needed / 60)) {
            tables.change(40);
            Run run;
            try (FileSystem disk = disk(size(home) + room)) {
                copy(home, disk.getPath("/home"));
                run = run(disk.getPath("/home"));
                delete(home);
                copy(disk.getPath("/home"), home);
            }
            String what = room + " bytes of " + needed + " were free\n" + String.join("\n", run.heard);
            failed += run.succeeded ? 0 : 1;
            said.addAll(run.heard);
            assertEquals(List.of(), new LakeCheck(home.resolve("lake").resolve(Workspace.SOURCE)).unreadable(), what);

            Run next = run(home);
            assertTrue(next.succeeded, what + "\nthen\n" + String.join("\n", next.heard));
            tables.assertLanded(home.resolve("lake"), Workspace.at(home));
        }
        assertTrue(failed > 10, failed + " runs failed");
        for (String message : said) {
            System.out.println("SAID " + message.lines().findFirst().orElse(""));
        }
    }

    /** Bytes that a run adds to what stands. */
    private long needed() throws IOException {
        tables.change(40);
        try (FileSystem disk = disk(ROOMY)) {
            copy(home, disk.getPath("/home"));
            long before = size(disk.getPath("/home"));
            assertTrue(run(disk.getPath("/home")).succeeded);
            return size(disk.getPath("/home")) - before + 16 * BLOCK;
        }
    }

    private static FileSystem disk(long bytes) {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setBlockSize(BLOCK)
                .setMaxSize(bytes)
                .setWorkingDirectory("/")
                .build());
    }

    private static Run run(Path home) {
        List<String> heard = new ArrayList<>();
        try {
            return new Run(new OwnRun(home, Optional.empty(), CommitListener.NONE).execute(heard::add), heard);
        } catch (IngestException e) {
            heard.add("FAILURE " + e.getMessage());
            return new Run(false, heard);
        }
    }

    private record Run(boolean succeeded, List<String> heard) {}

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
                Path copy = to.resolve(from.relativize(file).toString());
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
}
