package dev.ingest.demo;

import dev.ingest.config.workbook.WorkbookFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The main job on real data: a PostgreSQL of its own, a workbook, two nights of the real jar, and a look at what landed.
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
        say("Starting a PostgreSQL with TPC-H tables, about a million rows ...");
        try (DemoDatabase database = DemoDatabase.start()) {
            DemoWorkspace.write(home, database.port());
            say("Night one: java -jar target/ingest.jar run --home target/demo");
            night();
            say("Between the nights: rows change, rows come.");
            database.passADay();
            say("Night two: the same command");
            night();
        }
        showTree();
        showAudit();
        showWatermarks();
        showRows();
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
        Path workbook = home.resolve("config").resolve("ingestion_config.xlsx");
        new WorkbookFile(workbook, "config/ingestion_config.xlsx")
                .read()
                .enabledRows()
                .forEach(row -> row.lastWatermark()
                        .ifPresent(watermark -> System.out.println("  " + row.name() + ": " + watermark)));
    }

    /** DuckDB reads the lake: what Spark, Synapse or Fabric would see. */
    private void showRows() throws Exception {
        say("Rows that DuckDB reads from the lake:");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                Stream<Path> tables = Files.list(home.resolve("lake").resolve("sales"))) {
            for (Path table : tables.filter(
                            path -> !path.getFileName().toString().startsWith("_"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList()) {
                String files = table.toString().replace('\\', '/') + "/**/*.parquet";
                try (ResultSet count = statement.executeQuery(
                        "SELECT count(*) FROM read_parquet('" + files + "', union_by_name = true)")) {
                    count.next();
                    System.out.printf("  %-24s %,12d%n", table.getFileName(), count.getLong(1));
                }
            }
        }
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
