package dev.ingest.config.workbook;

import dev.ingest.config.row.FaultyRow;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.config.workbook.sheet.SheetRow;
import dev.ingest.config.workbook.sheet.SheetRows;
import dev.ingest.config.workbook.sheet.WorkbookParts;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.Blanks;
import dev.ingest.job.name.ShownPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The workbook of jobs, {@code config/ingestion_config.xlsx}. */
public final class WorkbookFile {
    private static final String SHEET = "jobs";
    private static final byte[] ZIP = {'P', 'K'};
    private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    /** The stream of an encrypted package (MS-OFFCRYPTO) in the directory of the compound file. */
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    private final Path path;
    private final String shown;

    /**
     * @param path where it is
     * @param shown the path as people should see it in messages
     */
    public WorkbookFile(Path path, String shown) {
        this.path = path;
        this.shown = shown;
    }

    /**
     * Reads the sheet {@code jobs}, else the first one, and checks every enabled row.
     *
     * @throws IngestException (CONFIG) when there is no workbook that can be read, or no sheet of jobs in it
     */
    public JobSheet read() {
        SheetContent content = content(bytes());
        List<JobRow> enabled = new ArrayList<>();
        List<FaultyRow> faulty = new ArrayList<>();
        Map<String, String> sourceTypes = new LinkedHashMap<>();
        int disabled = 0;
        QueryFile queries = new QueryFile(folder());
        for (SheetRow row : content.rows()) {
            RowCheck check = new RowCheck(content, row, queries);
            sourceTypes.putIfAbsent(content.text(row, JobColumn.SOURCE_NAME), content.text(row, JobColumn.SOURCE_TYPE));
            if (check.isEnabled()) {
                check.job().ifPresentOrElse(enabled::add, () -> faulty.add(check.faulty()));
            } else {
                disabled++;
            }
        }
        return new JobSheet(
                content.sheet(),
                enabled,
                faulty,
                disabled,
                sourceTypes,
                content.header().findings(),
                content.header().warnings());
    }

    /**
     * Writes watermarks into their cells and changes nothing else of the file; the jobs are looked up by name, so rows
     * may have moved since they were read.
     *
     * @throws IngestException (CONFIG) when the workbook is gone or can no longer be read
     */
    public WriteOutcome writeWatermarks(List<CellChange> changes) {
        return new WorkbookWriter(path, shown, WorkbookWriter::replace).write(changes, this::bytes, this::content);
    }

    /**
     * Adds a disabled row for each job that the sheet has no row for, enabled or not, and changes nothing else of the file
     * but tables that end where the rows begin.
     *
     * @return those that were added
     * @throws IngestException (CONFIG) when the workbook is open elsewhere, or cannot be written or read
     */
    public List<NewJob> add(List<NewJob> jobs) {
        return new WorkbookWriter(path, shown, WorkbookWriter::replace).add(jobs, this::bytes, this::content);
    }

    /** Why no watermark could be written now, a sentence with the way out; absent when nothing is known to stand against it. */
    public Optional<String> obstacle() {
        return new WorkbookWriter(path, shown, WorkbookWriter::replace).obstacle();
    }

    private Path folder() {
        Path parent = path.getParent();
        return parent == null ? Path.of("") : parent;
    }

    SheetContent content(byte[] file) {
        try (WorkbookParts parts = new WorkbookParts(file)) {
            List<WorkbookParts.SheetPart> sheets = parts.sheets();
            if (sheets.isEmpty()) {
                throw unreadable("it has no sheet");
            }
            WorkbookParts.SheetPart sheet = sheets.stream()
                    .filter(each -> Blanks.stripped(each.name()).equalsIgnoreCase(SHEET))
                    .findFirst()
                    .orElse(sheets.get(0));
            return content(sheet.name(), parts.rows(sheet));
        } catch (IOException | XMLStreamException | IllegalArgumentException broken) {
            throw new IngestException(FailureKind.CONFIG, unreadableMessage(why(broken)), broken);
        }
    }

    private SheetContent content(String sheet, SheetRows read) {
        List<SheetRow> rows = read.rows();
        if (rows.isEmpty()) {
            throw unreadable("its sheet '" + sheet + "' is empty");
        }
        SheetHeader header = new SheetHeader(sheet, rows.get(0));
        if (!header.isHeader()) {
            throw unreadable("row " + rows.get(0).number() + " of its sheet '" + sheet + "' names none of the columns");
        }
        List<SheetRow> jobs =
                rows.subList(1, rows.size()).stream().filter(header::fills).toList();
        return new SheetContent(sheet, header, jobs, read.groups(), read.end());
    }

    byte[] bytes() {
        try {
            byte[] file = Files.readAllBytes(path);
            refuseOtherFormats(file);
            return file;
        } catch (NoSuchFileException missing) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot read the workbook " + ShownPath.of(path.toAbsolutePath())
                            + ": there is no such file. Create it there, or name another one with --config.",
                    missing);
        } catch (IOException denied) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot read the workbook " + shown + ": " + why(denied)
                            + ". Close the program that holds it, or allow it to be read.",
                    denied);
        }
    }

    private void refuseOtherFormats(byte[] file) {
        if (file.length == 0) {
            throw unreadable("the file is empty");
        }
        if (startsWith(file, OLE2)) {
            throw unreadable(
                    contains(file, ENCRYPTED) ? "it is protected by a password" : "it is in the old .xls format");
        }
        if (!startsWith(file, ZIP)) {
            throw unreadable("it is not an Excel file");
        }
    }

    private IngestException unreadable(String why) {
        return new IngestException(FailureKind.CONFIG, unreadableMessage(why));
    }

    private String unreadableMessage(String why) {
        return "Cannot read the workbook " + shown + ": " + why
                + ". Save it in Excel as 'Excel Workbook (.xlsx)' without a password, its jobs on a sheet named 'jobs'"
                + " with the headers in the first row.";
    }

    private static String why(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }

    private static boolean startsWith(byte[] file, byte[] magic) {
        return file.length >= magic.length && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
    }

    private static boolean contains(byte[] file, byte[] name) {
        for (int at = 0; at + name.length <= file.length; at++) {
            if (Arrays.equals(file, at, at + name.length, name, 0, name.length)) {
                return true;
            }
        }
        return false;
    }
}
