package dev.ingest.config.workbook;

import dev.ingest.config.workbook.CellResult.Fate;
import dev.ingest.config.workbook.patch.SheetCells;
import dev.ingest.config.workbook.patch.WorkbookPatch;
import dev.ingest.failure.DurableFolder;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.HeldFiles;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributes;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/** Puts watermarks into their cells, and rows below the others: a new file beside the workbook takes its place once it is whole and on disk. */
final class WorkbookWriter {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final Path path;
    private final String shown;
    private final Replacement replacement;
    private final HeldFiles held;

    WorkbookWriter(Path path, String shown, Replacement replacement) {
        this(path, shown, replacement, HeldFiles.here());
    }

    WorkbookWriter(Path path, String shown, Replacement replacement, HeldFiles held) {
        this.path = path;
        this.shown = shown;
        this.replacement = replacement;
        this.held = held;
    }

    /** Puts one file in the place of another. */
    @FunctionalInterface
    interface Replacement {
        void replace(Path with, Path what) throws IOException;
    }

    WriteOutcome write(List<CellChange> changes, Supplier<byte[]> reading, Function<byte[], SheetContent> parsing) {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return WriteOutcome.locked(obstacle.get());
        }
        try {
            Path real = path.toRealPath();
            BasicFileAttributes seen = Files.readAttributes(real, BasicFileAttributes.class);
            byte[] file = reading.get();
            SheetContent content = parsing.apply(file);
            List<CellMatch> matches = CellMatch.of(content, changes);
            if (matches.stream().anyMatch(match -> match.fate() == Fate.WRITTEN)) {
                try (WorkbookPatch patch = patch(file, content, cells(matches))) {
                    swap(real, seen, patch);
                }
            }
            return new WriteOutcome(
                    WriteOutcome.State.OPEN,
                    "",
                    matches.stream().map(CellMatch::result).toList());
        } catch (NoSuchFileException gone) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot write watermarks into the workbook " + shown + ": it is gone. Put it back.",
                    gone);
        } catch (IOException held) {
            return WriteOutcome.locked("The workbook " + shown + " cannot be replaced (" + reason(held)
                    + "). Close it in Excel; its folder must be writable.");
        }
    }

    List<NewJob> add(List<NewJob> jobs, Supplier<byte[]> reading, Function<byte[], SheetContent> parsing) {
        obstacle().ifPresent(obstacle -> {
            throw unchanged(obstacle);
        });
        try {
            Path real = path.toRealPath();
            BasicFileAttributes seen = Files.readAttributes(real, BasicFileAttributes.class);
            byte[] file = reading.get();
            SheetContent content = parsing.apply(file);
            content.header().findings().stream().findFirst().ifPresent(finding -> {
                throw unchanged(finding.toString());
            });
            NewRows rows = NewRows.of(content, jobs);
            if (!rows.jobs().isEmpty()) {
                try (WorkbookPatch patch = patch(file, content, rows.cells())) {
                    swap(real, seen, patch);
                }
            }
            return rows.jobs();
        } catch (IOException held) {
            throw unchanged(
                    "it cannot be replaced (" + reason(held) + "). Close it in Excel; its folder must be writable.");
        }
    }

    private IngestException unchanged(String why) {
        return new IngestException(FailureKind.CONFIG, "Cannot add rows to the workbook " + shown + ": " + why);
    }

    /** Without the path, which is the machine's own business. */
    private static String reason(IOException held) {
        String reason = held instanceof FileSystemException problem ? problem.getReason() : null;
        return reason == null ? held.getClass().getSimpleName() : reason;
    }

    private void swap(Path real, BasicFileAttributes seen, WorkbookPatch patch) throws IOException {
        Path fresh = real.resolveSibling("." + real.getFileName() + ".new");
        try {
            held.insist(() ->
                    Files.copy(real, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES));
            patch.write(FileChannel.open(fresh, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
            try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            held.insist(() -> replaced(fresh, real, seen));
        } finally {
            held.deleteIfExists(fresh);
        }
        Optional.ofNullable(real.getParent()).ifPresent(DurableFolder::sync);
    }

    /** Looks before each attempt: whoever held the workbook may have saved it. */
    private Path replaced(Path fresh, Path real, BasicFileAttributes seen) throws IOException {
        BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
        if (now.size() != seen.size() || !now.lastModifiedTime().equals(seen.lastModifiedTime())) {
            throw new SavedMeanwhile(shown);
        }
        replacement.replace(fresh, real);
        return real;
    }

    /** Of its own kind: no patience undoes it. */
    private static final class SavedMeanwhile extends FileSystemException {
        private static final long serialVersionUID = 1L;

        SavedMeanwhile(String shown) {
            super(shown, null, "somebody saved it meanwhile");
        }
    }

    private static SheetCells cells(List<CellMatch> matches) {
        List<CellMatch> wanted =
                matches.stream().filter(match -> match.fate() == Fate.WRITTEN).toList();
        return SheetCells.ofColumn(
                wanted.get(0).column(),
                wanted.stream()
                        .collect(Collectors.toMap(
                                CellMatch::row, match -> match.change().after())));
    }

    private WorkbookPatch patch(byte[] file, SheetContent content, SheetCells cells) {
        try {
            return new WorkbookPatch(file, content.sheet(), cells);
        } catch (IOException | XMLStreamException | RuntimeException broken) {
            throw new IngestException(
                    FailureKind.COMMIT,
                    "Cannot write into the workbook " + shown + ": its cells cannot be replaced (" + broken.getMessage()
                            + "). Copy its jobs into a new workbook.",
                    broken);
        }
    }

    /** Atomic where the file system can do it; Windows refuses while the workbook is open. */
    static void replace(Path with, Path what) throws IOException {
        try {
            Files.move(with, what, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(with, what, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What stands against writing, as far as it can be seen without trying. */
    Optional<String> obstacle() {
        Optional<String> lock = lockBeside().map(this::lockedBy);
        if (lock.isPresent() || !Files.exists(path)) {
            return lock;
        }
        if (isReadOnly()) {
            return Optional.of("The workbook " + shown + " is read-only. Clear 'Read-only' in the file's properties.");
        }
        Path folder = path.toAbsolutePath().getParent();
        return folder == null || Files.isWritable(folder)
                ? Optional.empty()
                : Optional.of("The folder of the workbook " + shown + " may not be written to, and the new workbook is"
                        + " written beside the old one. Allow it to the user who runs this program.");
    }

    /** Windows replaces no file that is marked so; where files have no such mark, the folder alone decides. */
    private boolean isReadOnly() {
        try {
            return Files.readAttributes(path, DosFileAttributes.class).isReadOnly();
        } catch (IOException | UnsupportedOperationException unmarked) {
            return false;
        }
    }

    /** Excel puts {@code ~$name} beside an open workbook, LibreOffice {@code .~lock.name#}. */
    private Optional<Path> lockBeside() {
        String name = String.valueOf(path.getFileName());
        return List.of("~$" + name, ".~lock." + name + "#").stream()
                .map(path::resolveSibling)
                .filter(Files::exists)
                .findFirst();
    }

    private String lockedBy(Path lock) {
        return "The workbook " + shown + " is open (" + lock.getFileName() + " stands beside it" + since(lock)
                + "). Close it; if nobody has it open, delete that file.";
    }

    /** An old one was left behind by a program that did not end well. */
    private static String since(Path lock) {
        try {
            return " since "
                    + MINUTE.format(Files.getLastModifiedTime(lock).toInstant().atZone(ZoneId.systemDefault()));
        } catch (IOException gone) {
            return "";
        }
    }
}
