package dev.ingest.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.DatabaseKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of every kind, in every way that users write them, and runs that fail over them: none is seen anywhere. */
class PlantedSecretsIT {
    /** What passwords are made of that people and programs escape. */
    private static final List<String> TAILS =
            List.of("plain", "@:/?#", "%41&=+", ";{}w", "'\"q\\", "<&>", "ü漢", " blank ", "$(x)`");

    @TempDir
    Path folder;

    private final Map<String, String> planted = new LinkedHashMap<>();
    private final StringBuilder toml = new StringBuilder();

    @Test
    void nothingThatFailingRunsWriteHoldsASecret() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Workspace workspace = Workspace.at(folder);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("source_type", "source_name", "table_name", "load_type", "enabled"));
        for (DatabaseKind kind : List.of(DatabaseKind.POSTGRESQL, DatabaseKind.MSSQL, DatabaseKind.ORACLE)) {
            for (int i = 0; i < TAILS.size(); i++) {
                String source = kind.id() + "_" + i;
                rows.add(List.of(kind.id(), source, "orders", "FULL", "Y"));
                String secret = "Planted" + planted.size() + TAILS.get(i);
                planted.put(source, secret);
                section(kind, source, secret, i);
            }
        }
        planted.put("the lake", "Planted" + planted.size() + "Key+/==");
        toml.append("[destination.filesystem]\nbucket_url = \"lake\"\n")
                .append("[destination.filesystem.credentials]\nazure_storage_account_key = ")
                .append(quoted(planted.get("the lake")))
                .append('\n');
        workspace
                .secrets(toml.toString())
                .settings("[runtime]\nretry_for = \"0s\"")
                .sheet("jobs", rows);

        List<JarProcess> runs = new ArrayList<>();
        runs.add(workspace.run("--verbose"));
        runs.add(workspace.call("--dry-run", "--connect", "--verbose"));
        runs.add(workspace.run("--secrets", "absent.toml"));
        workspace.secrets(toml + "\nbroken = " + quoted(planted.get("postgresql_1")) + "\" = =\n");
        runs.add(workspace.run("--verbose"));

        List<String> seen = new ArrayList<>();
        for (JarProcess run : runs) {
            assertTrue(run.exitCode() != 0, run::output);
            look("terminal", run.output(), seen);
        }
        for (Path written : List.of(folder.resolve("logs"), folder.resolve("metadata"))) {
            try (Stream<Path> files = Files.walk(written)) {
                files.filter(Files::isRegularFile).forEach(file -> look(file.toString(), read(file), seen));
            }
        }
        assertEquals(List.of(), seen);
        assertTrue(runs.get(0).output().contains("postgresql_0.orders"), runs.get(0)::output);
    }

    /** Each way of writing a login in turn. */
    private void section(DatabaseKind kind, String source, String secret, int way) {
        String escaped = URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20");
        String address = "127.0.0.1:1/db";
        toml.append("[sources.").append(source).append("]\n");
        switch (way % 3) {
            case 0 ->
                toml.append("host = \"127.0.0.1\"\nport = 1\ndatabase = \"db\"\nusername = \"reader\"\npassword = ")
                        .append(quoted(secret))
                        .append('\n');
            case 1 ->
                toml.append("credentials = ")
                        .append(quoted(scheme(kind) + "://reader:" + escaped + "@" + address))
                        .append('\n');
            default ->
                toml.append("connection_string = ")
                        .append(quoted(scheme(kind) + "://reader:" + escaped + "@" + address + "?no_such_option=1"))
                        .append('\n');
        }
    }

    private static String scheme(DatabaseKind kind) {
        return switch (kind) {
            case POSTGRESQL -> "postgresql";
            case ORACLE -> "oracle+oracledb";
            case MSSQL, AZURE_SQL -> "mssql+pyodbc";
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private void look(String where, String text, List<String> seen) {
        planted.forEach((name, secret) -> {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            Stream.of(
                            secret,
                            secret.replaceAll("[^A-Za-z0-9].*", ""),
                            URLEncoder.encode(secret, StandardCharsets.UTF_8),
                            Base64.getEncoder().encodeToString(bytes))
                    .filter(text::contains)
                    .forEach(form -> seen.add(where + " shows the secret of " + name + " as " + form));
        });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
