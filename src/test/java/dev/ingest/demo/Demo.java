package dev.ingest.demo;

import dev.ingest.config.row.JobRow;
import dev.ingest.config.workbook.WorkbookFile;
import dev.ingest.job.ApiKind;
import dev.ingest.job.LoadType;
import dev.ingest.job.name.Naming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The main job on real data: a PostgreSQL and a REST API of its own, a workbook, two nights of the real jar, and a look at what landed.
 * Started by {@code mvn -q -Pdemo} with the jar and the workspace as arguments.
 */
public final class Demo {
    private static final int FILES_SHOWN = 40;

    private final Path jar;
    private final Path home;

    private Demo(Path jar, Path home) {
        this.jar = jar;
        this.home = home;
    }

    public static void main(String[] arguments) throws Exception {
        new Demo(Path.of(arguments[0]), Path.of(arguments[1])).play();
    }

    private void play() throws Exception {
        clear(home);
        say("Starting a PostgreSQL with TPC-H tables, about a million rows, and a REST API ...");
        try (DemoDatabase database = DemoDatabase.start();
                DemoApi api = DemoApi.start()) {
            DemoWorkspace.write(home, database.port(), api.port());
            say("Night one: java -jar target/ingest.jar run --home target/demo");
            night();
            say("Between the nights: rows change, rows come.");
            database.passADay();
            say("Night two: the same command");
            night();
            showTree();
            showAudit();
            showWatermarks();
            showRows(database, api);
        }
        Path report = home.resolve("metadata").resolve("report.html");
        if (!Files.isRegularFile(report)) {
            throw new IllegalStateException("The runs left no " + report);
        }
        say("Open " + report.toUri() + " in a browser to see how the nights were.");
        say("Open " + home.resolve("config").resolve("ingestion_config.xlsx")
                + " to see the jobs and their watermarks, " + home.resolve("lake") + " to see what landed.");
    }

    private void night() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process run = new ProcessBuilder(java, "-Xmx512m", "-jar", jar.toString(), "run", "--home", home.toString())
                .redirectErrorStream(true)
                .start();
        try (var lines = run.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(System.out::println);
        }
        int code = run.waitFor();
        if (code != 0) {
            throw new IllegalStateException(
                    "The jar ended with exit code " + code + "; its log is in " + home + "/logs");
        }
    }

    private void showTree() throws IOException {
        say("What landed (" + home.resolve("lake") + "):");
        try (Stream<Path> files = Files.walk(home.resolve("lake"))) {
            List<Path> landed = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
            for (Path file : landed.subList(0, Math.min(FILES_SHOWN, landed.size()))) {
                System.out.printf("  %12d  %s%n", Files.size(file), home.relativize(file));
            }
            if (landed.size() > FILES_SHOWN) {
                System.out.println("  ... and " + (landed.size() - FILES_SHOWN) + " more");
            }
        }
    }

    private void showAudit() throws IOException {
        say("The audit:");
        try (Stream<Path> files = Files.list(home.resolve("metadata"))) {
            for (Path audit : files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                Files.readString(audit, StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> System.out.println("  " + line));
            }
        }
    }

    private void showWatermarks() {
        say("The watermark cells:");
        jobs().forEach(job ->
                job.cursor().lastWatermark().ifPresent(mark -> System.out.println("  " + job.name() + ": " + mark)));
    }

    /** DuckDB reads the lake: what Spark, Synapse or Fabric would see. A table that lacks rows of its source ends the demo. */
    private void showRows(DemoDatabase database, DemoApi api) throws SQLException {
        say("Rows that DuckDB reads from the lake:");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (JobRow job : jobs()) {
                Path table = home.resolve("lake")
                        .resolve(job.sourceName())
                        .resolve(Naming.SNAKE_CASE.of(job.table().joined()));
                String files = table.toString().replace('\\', '/') + "/**/*.parquet";
                try (ResultSet count = statement.executeQuery(
                        "SELECT count(*) FROM read_parquet('" + files + "', union_by_name = true)")) {
                    count.next();
                    boolean ofApi = job.type() instanceof ApiKind;
                    demandRows(job, count.getLong(1), ofApi ? api.rows() : database.rows(job.tableText()));
                }
            }
        }
    }

    /** A FULL of the second night replaces the first one's; an INCREMENTAL adds what changed. */
    private static void demandRows(JobRow job, long landed, long rows) {
        System.out.printf("  %-24s %,12d%n", job.tableText(), landed);
        if (landed < rows || (job.loadType() == LoadType.FULL && landed > rows)) {
            throw new IllegalStateException(job.name() + " landed " + landed + " rows, its source has " + rows);
        }
    }

    private List<JobRow> jobs() {
        Path workbook = home.resolve("config").resolve("ingestion_config.xlsx");
        return new WorkbookFile(workbook, "config/ingestion_config.xlsx").read().enabledRows();
    }

    private static void say(String text) {
        System.out.println();
        System.out.println("--- " + text);
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
