package dev.ingest.config.workbook;

import dev.ingest.config.workbook.CellResult.Fate;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row.MissingCellPolicy;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Puts watermarks into their cells: a new file beside the workbook takes its place once it is whole and on disk. */
final class WatermarkWriter {
    private static final short TEXT_FORMAT = 49;

    private final Path path;
    private final String shown;
    private final Replacement replacement;

    WatermarkWriter(Path path, String shown, Replacement replacement) {
        this.path = path;
        this.shown = shown;
        this.replacement = replacement;
    }

    /** Puts one file in the place of another. */
    @FunctionalInterface
    interface Replacement {
        void replace(Path with, Path what) throws IOException;
    }

    WriteOutcome write(List<CellChange> changes, Supplier<byte[]> reading, Function<byte[], SheetContent> parsing) {
        Optional<Path> lock = lockBeside();
        if (lock.isPresent()) {
            return WriteOutcome.locked(lockedBy(lock.get()));
        }
        try {
            Path real = path.toRealPath();
            BasicFileAttributes seen = Files.readAttributes(real, BasicFileAttributes.class);
            byte[] file = reading.get();
            SheetContent content = parsing.apply(file);
            List<CellMatch> matches = changes.stream()
                    .map(change -> CellMatch.of(content, change))
                    .toList();
            if (matches.stream().anyMatch(match -> match.fate() == Fate.WRITTEN)) {
                swap(real, seen, file, content, matches);
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

    /** Without the path, which is the machine's own business. */
    private static String reason(IOException held) {
        String reason = held instanceof FileSystemException problem ? problem.getReason() : null;
        return reason == null ? held.getClass().getSimpleName() : reason;
    }

    private void swap(Path real, BasicFileAttributes seen, byte[] file, SheetContent content, List<CellMatch> matches)
            throws IOException {
        Path fresh = real.resolveSibling("." + real.getFileName() + ".new");
        try {
            Files.copy(real, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            try (FileChannel channel =
                    FileChannel.open(fresh, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                edit(file, content, matches, Channels.newOutputStream(channel));
                channel.force(true);
            }
            BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
            if (now.size() != seen.size() || !now.lastModifiedTime().equals(seen.lastModifiedTime())) {
                throw new FileSystemException(shown, null, "somebody saved it meanwhile");
            }
            replacement.replace(fresh, real);
        } finally {
            Files.deleteIfExists(fresh);
        }
        syncFolder(real);
    }

    private void edit(byte[] file, SheetContent content, List<CellMatch> matches, OutputStream out) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            XSSFSheet sheet = workbook.getSheet(content.sheet());
            Map<Short, CellStyle> textStyles = new HashMap<>();
            for (CellMatch match : matches) {
                if (match.fate() == Fate.WRITTEN) {
                    XSSFRow row = sheet.getRow(match.row() - 1);
                    XSSFCell cell = row.getCell(match.column(), MissingCellPolicy.CREATE_NULL_AS_BLANK);
                    cell.setBlank();
                    cell.setCellStyle(asText(workbook, cell, textStyles));
                    cell.setCellValue(match.change().after());
                }
            }
            workbook.write(out);
        } catch (RuntimeException | LinkageError broken) {
            throw new IngestException(
                    FailureKind.COMMIT,
                    "Cannot write watermarks into the workbook " + shown
                            + ": its contents cannot be saved again. Copy its jobs into a new workbook.",
                    broken);
        }
    }

    /** The cell's own style, with the number format that keeps Excel from retyping text. */
    private static CellStyle asText(XSSFWorkbook workbook, XSSFCell cell, Map<Short, CellStyle> styles) {
        CellStyle current = cell.getCellStyle();
        if (current.getDataFormat() == TEXT_FORMAT) {
            return current;
        }
        return styles.computeIfAbsent(current.getIndex(), index -> {
            CellStyle style = workbook.createCellStyle();
            style.cloneStyleFrom(current);
            style.setDataFormat(TEXT_FORMAT);
            return style;
        });
    }

    /** Atomic where the file system can do it; Windows refuses while the workbook is open. */
    static void replace(Path with, Path what) throws IOException {
        try {
            Files.move(with, what, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(with, what, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the rename last; Windows opens no folders and needs none of this. */
    private static void syncFolder(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unsupported) {
            return;
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
        return "The workbook " + shown + " is open (" + lock.getFileName()
                + " stands beside it). Close it; if nobody has it open, delete that file.";
    }
}
