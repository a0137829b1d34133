package dev.ingest.e2e;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.config.JobColumn;
import dev.ingest.config.workbook.WorkbookBuilder;
import dev.ingest.job.LoadType;
import dev.ingest.landing.adls.Azurite;
import dev.ingest.source.jdbc.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A home folder as a user has one, its source a test's database; and what the program leaves there. */
final class Workspace {
    static final String SOURCE = "shop";
    static final String PASSWORD = "s3cret-Wörd-never-shown";
    private static final String TYPE = "postgresql";

    final Path home;
    private final WorkbookBuilder workbook = new WorkbookBuilder();

    private Workspace(Path home) {
        this.home = home;
    }

    /** A home in {@code folder} whose one source is {@code database} and whose lake is the folder {@code lake}. */
    static Workspace of(Path folder, TestPostgres database) {
        return of(folder, database.host(), database.port(), database.name());
    }

    /** As {@link #of(Path, TestPostgres)}, on a server that a test was told of. */
    static Workspace of(Path folder, String host, int port, String database) {
        Workspace workspace = new Workspace(folder);
        workspace.secrets("""
                [sources.%s]
                host = "%s"
                port = %d
                database = "%s"
                username = "postgres"
                password = "%s"

                [destination.filesystem]
                bucket_url = "lake"
                """.formatted(SOURCE, host, port, database, PASSWORD));
        return workspace;
    }

    /** A home that is there. */
    static Workspace at(Path home) {
        return new Workspace(home);
    }

    /** Writes {@code .dlt/secrets.toml}. */
    Workspace secrets(String toml) {
        write(home.resolve(".dlt").resolve("secrets.toml"), toml);
        return this;
    }

    /** Sets the lake to a container in a storage emulator, as users write it; the source stays. */
    Workspace storage(String bucketUrl, int port) {
        String toml = read(home.resolve(".dlt").resolve("secrets.toml"));
        return secrets(toml.replace("\"lake\"", "\"" + bucketUrl + "\"")
                + """

                [destination.filesystem.credentials]
                azure_storage_account_name = "%s"
                azure_storage_account_key = "%s"
                azure_account_host = "127.0.0.1:%d"
                """.formatted(Azurite.ACCOUNT, Azurite.KEY.key().reveal(), port));
    }

    /** Reaches the source by another port of this machine. */
    Workspace through(int port) {
        String toml = read(home.resolve(".dlt").resolve("secrets.toml"));
        return secrets(toml.replaceFirst("host = .*\nport = .*", "host = \"127.0.0.1\"\nport = " + port));
    }

    /** Adds to {@code .dlt/config.toml}. */
    Workspace settings(String toml) {
        write(home.resolve(".dlt").resolve("config.toml"), toml + "\n");
        return this;
    }

    Workspace full(String table) {
        workbook.job(TYPE, SOURCE, table, LoadType.FULL);
        return this;
    }

    Workspace incremental(String table, String watermarkColumn) {
        workbook.job(TYPE, SOURCE, table, LoadType.INCREMENTAL).with(JobColumn.WATERMARK_COLUMN, watermarkColumn);
        return this;
    }

    /** Sets a cell of the job added last. */
    Workspace with(JobColumn column, String text) {
        workbook.with(column, text);
        return this;
    }

    /** Writes the workbook with the jobs so far. */
    Workspace save() {
        workbook.write(workbook());
        return this;
    }

    /** Writes a workbook of one sheet with these rows, the header being the first. */
    Workspace sheet(String name, List<List<String>> rows) {
        try (XSSFWorkbook made = new XSSFWorkbook()) {
            XSSFSheet sheet = made.createSheet(name);
            for (int row = 0; row < rows.size(); row++) {
                Row created = sheet.createRow(row);
                for (int column = 0; column < rows.get(row).size(); column++) {
                    created.createCell(column).setCellValue(rows.get(row).get(column));
                }
            }
            Files.createDirectories(workbook().getParent());
            try (OutputStream out = Files.newOutputStream(workbook())) {
                made.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Path workbook() {
        return home.resolve("config").resolve("ingestion_config.xlsx");
    }

    Path lake() {
        return home.resolve("lake");
    }

    /** The dataset's folder in the lake. */
    Path dataset() {
        return lake().resolve(SOURCE);
    }

    /** The folder of a table, by its landed name. */
    Path table(String name) {
        return dataset().resolve(name);
    }

    /** The Parquet files of a table, by its landed name. */
    List<Path> parquet(String name) {
        return Tree.files(table(name)).stream()
                .filter(file -> file.toString().endsWith(".parquet"))
                .toList();
    }

    /** Changes the jobs' sheet as a person does, and saves the workbook. */
    void edit(Consumer<XSSFSheet> change) {
        try (InputStream file = Files.newInputStream(workbook());
                XSSFWorkbook edited = new XSSFWorkbook(file)) {
            change.accept(edited.getSheet("jobs"));
            try (OutputStream out = Files.newOutputStream(workbook())) {
                edited.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cell {@code last_watermark} of the {@code row}-th job, which is 1 for the first. */
    static XSSFCell watermark(XSSFSheet sheet, int row) {
        return sheet.getRow(row)
                .getCell(
                        List.of(JobColumn.values()).indexOf(JobColumn.LAST_WATERMARK),
                        Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
    }

    JarProcess run(Jar jar, String... arguments) {
        return jar.run(arguments(arguments));
    }

    JarProcess run(String... arguments) {
        return run(Jar.quick(), arguments);
    }

    /** As {@link #run(String...)}, in this process. */
    JarProcess call(String... arguments) {
        return InProcess.run(arguments(arguments));
    }

    /** {@code run --home <home>} and what else is wanted. */
    String[] arguments(String... more) {
        return Stream.concat(Stream.of("run", "--home", home.toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    /** The lines of all audit files, oldest first. */
    List<AuditLine> audit() {
        return new AuditLog(home.resolve("metadata"), LocalDate.EPOCH)
                .files().stream().flatMap(file -> AuditLog.read(file).stream()).toList();
    }

    /** The audit's lines of one job or of {@code run}. */
    List<AuditLine> audit(String job) {
        return audit().stream().filter(line -> line.job().equals(job)).toList();
    }

    /** The newest log file. */
    String log() {
        Path newest = Tree.files(home.resolve("logs")).stream()
                .max(Comparator.comparing(Path::toString))
                .orElseThrow();
        return read(newest);
    }

    /** What Excel would show in {@code last_watermark} of the {@code row}-th job, which is 1 for the first. */
    String watermark(int row) {
        try (InputStream file = Files.newInputStream(workbook());
                XSSFWorkbook read = new XSSFWorkbook(file)) {
            XSSFCell cell = read.getSheet("jobs")
                    .getRow(row)
                    .getCell(List.of(JobColumn.values()).indexOf(JobColumn.LAST_WATERMARK));
            return cell == null ? "" : cell.getStringCellValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that the program wrote for people to read: logs, audits, journals. */
    String written() {
        return Stream.of("logs", "metadata")
                .flatMap(folder -> Tree.files(home.resolve(folder)).stream())
                .map(Workspace::read)
                .reduce("", String::concat);
    }

    /** Today's folders in the lake: {@code 2026/01/27}. */
    static String today() {
        return DateTimeFormatter.ofPattern("yyyy/MM/dd").format(LocalDate.now(ZoneOffset.UTC));
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            boolean adds = file.endsWith("config.toml");
            Files.writeString(
                    file,
                    text,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    adds ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
