package dev.ingest.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Tree;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.JobStatus;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What users get wrong, and what they are told: the place, the reason, the way out; nothing lands, no secret shows. */
class BadInputIT {
    private static final List<String> HEADER = List.of(
            "source_type", "source_name", "table_name", "load_type", "watermark_column", "enabled", "last_watermark");

    private static TestPostgres database;

    @TempDir
    Path folder;

    @BeforeAll
    static void fill() {
        database = TestPostgres.database();
        database.run(
                "CREATE TABLE orders (id int, amount numeric, updated_at timestamptz, note text, spot point)",
                "INSERT INTO orders VALUES (1, 12345678901234567890.123456789012, '2026-01-27', 'x', '(1,2)')",
                "CREATE TABLE customers (id int, updated_at timestamptz)");
        database.demandPassword("locked", "the-right-one");
    }

    /**
     * A mistake and what is said of it.
     *
     * @param exitCode 2 before any job, 1 when the job alone fails
     * @param said what the message holds, in this order
     */
    private record Mistake(String name, Consumer<Workspace> make, int exitCode, List<String> said) {}

    private static Mistake refused(String name, Consumer<Workspace> make, String... said) {
        return new Mistake(name, make, 2, List.of(said));
    }

    private static Mistake failed(String name, Consumer<Workspace> make, String... said) {
        return new Mistake(name, make, 1, List.of(said));
    }

    private static Stream<Mistake> workbooks() {
        return Stream.of(
                refused(
                        "no workbook",
                        workspace -> {},
                        "Cannot read the workbook ",
                        "/config/ingestion_config.xlsx: there is no such file.",
                        "--config"),
                refused(
                        "no Excel file",
                        file("source_type;source_name\n"),
                        "config/ingestion_config.xlsx",
                        "not an Excel file"),
                refused("an empty file", file(""), "config/ingestion_config.xlsx", "empty"),
                refused("a package cut short", file("PK\u0003\u0004 and no more"), "config/ingestion_config.xlsx"),
                refused(
                        "a sheet of something else",
                        w -> w.sheet("Tabelle1", List.of(List.of("Name", "Amount"), List.of("a", "1"))),
                        "sheet 'Tabelle1' names none of the columns",
                        "a sheet named 'jobs'"),
                refused("a sheet with nothing", w -> w.sheet("jobs", List.of()), "sheet 'jobs' is empty"),
                refused(
                        "a header twice",
                        w -> w.sheet(
                                "jobs",
                                List.of(
                                        List.of(
                                                "source_type",
                                                "source_name",
                                                "table_name",
                                                "load_type",
                                                "enabled",
                                                "Source Name"),
                                        List.of("postgresql", "shop", "orders", "FULL", "Y", "shop"))),
                        "jobs!F1",
                        "source_name",
                        "B1"),
                refused(
                        "a header that is missing",
                        w -> w.sheet(
                                "jobs",
                                List.of(
                                        List.of("source_type", "source_name", "tabel_name", "load_type", "enabled"),
                                        List.of("postgresql", "shop", "orders", "FULL", "Y"))),
                        "jobs!C1: header 'tabel_name' is not known. Did you mean 'table_name'?"),
                failed(
                        "a type that nobody knows",
                        row("postgres", "shop", "orders", "FULL", "", "Y"),
                        "jobs!A2: source_type 'postgres'",
                        "postgresql"),
                failed(
                        "a load type that nobody knows",
                        row("postgresql", "shop", "orders", "INC", "", "Y"),
                        "jobs!D2: load_type 'INC' is not FULL or INCREMENTAL"),
                failed(
                        "INCREMENTAL with no watermark column",
                        row("postgresql", "shop", "orders", "INCREMENTAL", "", "Y"),
                        "jobs!E2: watermark_column is empty. INCREMENTAL needs it."),
                failed(
                        "neither yes nor no",
                        row("postgresql", "shop", "orders", "FULL", "", "maybe"),
                        "jobs!F2: enabled 'MAYBE' is not Y or N"),
                failed(
                        "a source without a section",
                        row("postgresql", "sho", "orders", "FULL", "", "Y"),
                        "jobs!B2",
                        "sources.sho.host in .dlt/secrets.toml",
                        "Did you mean 'shop'?"),
                failed(
                        "a name that splits",
                        row("postgresql", "my__shop", "orders", "FULL", "", "Y"),
                        "jobs!B2",
                        "'__'"));
    }

    private static Stream<Mistake> secrets() {
        return Stream.of(
                refused(
                        "TOML that is none",
                        secrets(toml -> toml + "oops = = 3\n"),
                        ".dlt/secrets.toml",
                        "line 10",
                        "column 8"),
                refused(
                        "a quote that never ends",
                        secrets(toml -> toml.replace(Workspace.PASSWORD + "\"", Workspace.PASSWORD)),
                        ".dlt/secrets.toml",
                        "line 6"),
                refused(
                        "no secrets at all",
                        w -> {
                            w.sheet("jobs", List.of(HEADER));
                            delete(w.home.resolve(".dlt").resolve("secrets.toml"));
                        },
                        "bucket_url",
                        "DESTINATION__FILESYSTEM__BUCKET_URL",
                        ".dlt/secrets.toml"),
                failed(
                        "no password",
                        secrets(toml -> toml.replaceAll("password = .*\n", "")),
                        "jobs!B2",
                        "password",
                        "SOURCES__SHOP__PASSWORD",
                        "sources.shop.password in .dlt/secrets.toml"),
                failed(
                        "no host",
                        secrets(toml -> toml.replaceAll("host = .*\n", "")),
                        "jobs!B2",
                        "host",
                        "SOURCES__SHOP__HOST"),
                failed(
                        "a port that is none",
                        secrets(toml -> toml.replaceAll("port = .*\n", "port = \"five\"\n")),
                        "sources.shop.port",
                        "five"),
                refused(
                        "a layout without load_id",
                        secrets(toml -> toml + "layout = \"{table_name}/{file_id}.{ext}\"\n"),
                        "[destination.filesystem]",
                        "{load_id}"),
                refused(
                        "a lake of a kind that nobody knows",
                        secrets(toml -> toml.replace("\"lake\"", "\"s3://bucket/lake\"")),
                        "s3://bucket/lake"),
                refused(
                        "a storage account's key that is none",
                        storage("azure_storage_account_key = \"p@ss word of 24 letters\""),
                        "not base64",
                        "azure_storage_account_key"),
                refused(
                        "a signature that has expired",
                        storage("azure_storage_sas_token = \"sv=2022-11-02&sr=c&sp=racwdl&se=2020-01-01&sig=abc\""),
                        "azure_storage_sas_token",
                        "expired at 2020-01-01"),
                refused(
                        "a service principal without its tenant",
                        storage("azure_client_id = \"id\"\nazure_client_secret = \"Zq8~never-shown\""),
                        "tenant id",
                        "azure_tenant_id"));
    }

    private static Consumer<Workspace> storage(String credentials) {
        return secrets(toml -> toml.replace("\"lake\"", "\"az://container/lake\"")
                + "[destination.filesystem.credentials]\nazure_storage_account_name = \"account\"\n" + credentials
                + "\n");
    }

    private static Stream<Mistake> tables() {
        return Stream.of(
                failed("a table that is not there", w -> w.full("ordres").save(), "ordres", "orders"),
                failed(
                        "a schema that is not there",
                        w -> w.full("pulbic.orders").save(),
                        "pulbic.orders",
                        "orders. Correct the cell table_name"),
                failed("a path for a table", w -> w.full("../../etc/passwd").save(), "jobs!C2", "'../../etc/passwd'"),
                failed(
                        "a path in quotes for a table",
                        w -> w.full("\"../../etc/passwd\"").save(),
                        "../../etc/passwd"),
                failed(
                        "an attack for a table",
                        w -> w.full("\"orders\"\"; DROP TABLE customers; --\"").save(),
                        "DROP TABLE customers"),
                failed(
                        "a quote in a table",
                        w -> w.full("orders\"; DROP TABLE customers").save(),
                        "jobs!C2",
                        "orders\""),
                failed(
                        "a watermark column that is not there",
                        w -> w.incremental("orders", "update_at").save(),
                        "update_at",
                        "updated_at",
                        "cell watermark_column (jobs!E2)"),
                failed(
                        "a watermark column that has no order",
                        w -> w.incremental("orders", "spot").save(),
                        "spot",
                        "point",
                        "cell watermark_column (jobs!E2)"),
                failed(
                        "a condition on a column that is not there",
                        w -> w.full("customers")
                                .with(JobColumn.WHERE, "nix = 1")
                                .save(),
                        "nix",
                        "cell where (jobs!K2)"),
                failed(
                        "a watermark that is no time",
                        w -> w.incremental("customers", "updated_at")
                                .with(JobColumn.LAST_WATERMARK, "yesterday")
                                .save(),
                        "jobs!F2",
                        "'yesterday'",
                        "updated_at",
                        "empty the cell"),
                failed(
                        "a column that is not there",
                        w -> w.full("orders")
                                .with(JobColumn.COLUMNS, "id,amout")
                                .save(),
                        "jobs!",
                        "amout",
                        "amount"),
                failed(
                        "a column to sort by that is not there",
                        w -> w.full("orders").with(JobColumn.CLUSTER_BY, "nota").save(),
                        "jobs!",
                        "nota"),
                failed(
                        "a value that does not fit its decimal",
                        w -> w.full("orders").save(),
                        "column amount",
                        "20 digits before the point and 12 after it does not fit decimal(38,9)",
                        "amount = \"decimal(38,12)\" in [sources.shop.tables.orders.columns]"),
                failed(
                        "a condition that is no SQL",
                        w -> w.full("customers")
                                .with(JobColumn.WHERE, "id == 'a' AND (")
                                .save(),
                        "jobs!",
                        "where is not one closed condition",
                        "is not closed. Correct the cell"));
    }

    private static Stream<Mistake> servers() {
        return Stream.of(
                failed(
                        "a host that is not there",
                        secrets(toml -> toml.replace("\"localhost\"", "\"no-such-host.invalid\"")),
                        "no-such-host.invalid",
                        "Correct host in [sources.shop]"),
                failed(
                        "a port where nobody listens",
                        secrets(toml -> "[runtime]\nretry_for = \"0s\"\n\n"
                                + toml.replaceAll("port = .*\n", "port = " + freePort() + "\n")),
                        "nothing answers there. Check host and port in [sources.shop]"),
                failed(
                        "a wrong password",
                        secrets(toml -> toml.replace("\"postgres\"", "\"locked\"")),
                        "locked",
                        "the server refuses the password. Correct password or username in [sources.shop]"),
                failed(
                        "a database that is not there",
                        secrets(toml -> toml.replaceAll("database = .*\n", "database = \"nowhere\"\n")),
                        "nowhere",
                        "Correct database in [sources.shop]"),
                failed(
                        "a lake where a file stands",
                        w -> {
                            w.full("customers").save();
                            write(w.lake(), "no folder");
                        },
                        "lake"));
    }

    @TestFactory
    Stream<DynamicTest> everyMistakeIsNamedWithItsWayOut() {
        return Stream.of(workbooks(), secrets(), tables(), servers())
                .flatMap(mistakes -> mistakes)
                .map(mistake -> DynamicTest.dynamicTest(mistake.name(), () -> check(mistake)));
    }

    private void check(Mistake mistake) throws IOException {
        Path home = Files.createTempDirectory(folder, "home");
        Workspace workspace = Workspace.of(home, database);
        mistake.make().accept(workspace);

        JarProcess run = workspace.call();

        assertEquals(mistake.exitCode(), run.exitCode(), run.output());
        assertSaid(mistake.said(), run.output());
        assertFalse(run.output().contains("\tat "), "no stack trace on the terminal: " + run.output());
        assertFalse(run.output().contains("Exception"), run.output());
        assertFalse((run.output() + workspace.written()).contains(Workspace.PASSWORD), "the password shows");
        assertEquals(List.of(), landed(workspace));
        assertAudited(mistake, workspace);
        if (mistake.exitCode() == 2) {
            assertTrue(run.output().lines().count() <= 2, "one message: " + run.output());
        }
    }

    private static void assertSaid(List<String> said, String output) {
        int from = 0;
        for (String text : said) {
            int at = output.indexOf(text, from);
            assertTrue(at >= 0, "'" + text + "' is missing from " + output);
            from = at + text.length();
        }
    }

    private static void assertAudited(Mistake mistake, Workspace workspace) {
        List<AuditLine> audit = workspace.audit();
        assertEquals(1, audit.size(), audit.toString());
        assertEquals(mistake.exitCode() == 2, audit.get(0).job().equals("run"), audit.toString());
        assertEquals(JobStatus.FAILED, audit.get(0).status());
        assertEquals(0, audit.get(0).rows());
        assertSaid(mistake.said(), audit.get(0).error());
    }

    private static List<String> landed(Workspace workspace) {
        return Tree.names(workspace.dataset()).stream()
                .filter(name -> !name.startsWith("_ingest/loads/"))
                .toList();
    }

    @Test
    void allFaultsOfAWorkbookAreListedByADryRun() {
        Workspace workspace = Workspace.of(folder, database)
                .sheet(
                        "jobs",
                        List.of(
                                HEADER,
                                List.of("postgres", "shop", "orders", "FULL", "", "Y"),
                                List.of("postgresql", "", "orders", "INC", "", "Y"),
                                List.of("postgresql", "shop", "orders", "INCREMENTAL", "", "Y"),
                                List.of("nonsense", "", "", "", "", "N"),
                                List.of("postgresql", "shop", "a\"b", "FULL", "", "yes please"),
                                List.of("postgresql", "shop", "customers", "FULL", "", "Y"),
                                List.of("postgresql", "shop", "Customers", "FULL", "", "Y")));

        JarProcess run = workspace.call("--dry-run");

        assertEquals(2, run.exitCode(), run.output());
        assertEquals(
                List.of("jobs!A2", "jobs!B3", "jobs!D3", "jobs!E4", "jobs!C6", "jobs!F6", "jobs!C7", "jobs!C8"),
                run.output()
                        .lines()
                        .filter(line -> line.startsWith("  fault    "))
                        .map(line -> line.substring("  fault    ".length(), line.indexOf(':')))
                        .toList(),
                run.output());
        assertTrue(run.output().contains("Dry run: 6 of 6 jobs have a fault."), run.output());
    }

    @Test
    void oneBadRowFailsAloneAndTheOthersLand() {
        Workspace workspace = Workspace.of(folder, database)
                .sheet(
                        "jobs",
                        List.of(
                                HEADER,
                                List.of("postgresql", "shop", "orders", "FULL", "", ""),
                                List.of("martian", "shop", "orders", "FULL", "", "Y"),
                                List.of("postgresql", "nowhere", "orders", "FULL", "", "Y"),
                                List.of("postgresql", "shop", "init", "FULL", "", "Y"),
                                List.of("postgresql", "shop", "customers", "FULL", "", "Y"),
                                List.of("postgresql", "shop", "public.customers", "FULL", "", "Y"),
                                List.of("postgresql", "shop", "public.Customers", "FULL", "", "Y")));

        JarProcess run = workspace.call();

        assertEquals(1, run.exitCode(), run.output());
        assertEquals(1, workspace.parquet("customers").size());
        assertEquals(List.of(), workspace.parquet("public_customers"));
        assertEquals(7, workspace.audit().size(), workspace.audit().toString());
        for (String cell : List.of("jobs!F2", "jobs!A3", "jobs!B4", "jobs!C5", "jobs!C7", "jobs!C8")) {
            assertTrue(
                    workspace.audit().stream()
                            .anyMatch(line -> line.status() == JobStatus.FAILED
                                    && line.error().contains(": " + cell + ": ")),
                    cell + " of " + workspace.audit());
        }
        assertTrue(run.output().contains("1 of 7 jobs succeeded, 6 failed"), run.output());
    }

    private static Consumer<Workspace> file(String content) {
        return workspace -> write(workspace.workbook(), content);
    }

    private static Consumer<Workspace> row(String... cells) {
        return workspace -> workspace.sheet("jobs", List.of(HEADER, List.of(cells)));
    }

    private static Consumer<Workspace> secrets(java.util.function.UnaryOperator<String> change) {
        return workspace -> {
            Path secrets = workspace.home.resolve(".dlt").resolve("secrets.toml");
            workspace.secrets(change.apply(Workspace.read(secrets)));
            workspace.full("customers").save();
        };
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
