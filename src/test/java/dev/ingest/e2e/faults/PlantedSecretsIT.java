package dev.ingest.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.DatabaseKind;
import dev.ingest.source.jdbc.postgres.TestPostgres;
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

    /** Connection strings of other tools, which hold a password in their own ways. */
    private static final Map<String, String> STRINGS = Map.of(
            "odbc", "Driver={ODBC Driver 18 for SQL Server};Server=127.0.0.1,1;Database=db;UID=reader;PWD={BRACED}",
            "odbc_bad",
                    "Driver={ODBC Driver 18 for SQL Server};Server=127.0.0.1,1;Database=db;UID=reader;PWD={BRACED};x",
            "ado", "Server=127.0.0.1,1;Database=db;User Id=reader;Password='QUOTED'",
            "jdbc_mssql", "jdbc:sqlserver://127.0.0.1:1;databaseName=db;user=reader;password={BRACED}",
            "oracle_thin", "jdbc:oracle:thin:reader/\"QUOTED\"@//127.0.0.1:1/db",
            "oracle_bad", "jdbc:oracle:thin:reader/QUOTED@(DESCRIPTION=(ADDRESS=(HOST=127.0.0.1)");

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
                rows.add(row(kind, source));
                section(kind, source, plant(source, TAILS.get(i)), i);
            }
        }
        STRINGS.forEach((source, text) -> {
            rows.add(row(source.startsWith("oracle") ? DatabaseKind.ORACLE : DatabaseKind.MSSQL, source));
            String secret = plant(source, "{;}");
            toml.append("[sources.")
                    .append(source)
                    .append("]\ncredentials = ")
                    .append(quoted(
                            text.replace("BRACED", secret.replace("}", "}}")).replace("QUOTED", secret)))
                    .append('\n');
        });
        echo(rows);
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
        runs.add(InProcess.run("check", "--home", folder.toString()));
        runs.add(workspace.run("--secrets", "absent.toml"));
        lakes(workspace, runs);
        workspace.secrets(toml + "\nbroken = " + quoted(planted.get("postgresql_1")) + "\" = =\n");
        runs.add(workspace.run("--verbose"));

        List<String> seen = new ArrayList<>();
        for (JarProcess run : runs) {
            assertTrue(run.exitCode() != 0, run::output);
            look("terminal", run.output(), seen);
        }
        for (Path written : List.of(folder.resolve("logs"), folder.resolve("metadata"), folder.resolve("lake"))) {
            try (Stream<Path> files = Files.walk(written)) {
                files.filter(Files::isRegularFile).forEach(file -> look(file.toString(), read(file), seen));
            }
        }
        assertEquals(List.of(), seen);
        assertTrue(runs.get(0).output().contains("postgresql://reader:***@db/sales"), "the server's message is told");
        assertTrue(planted.size() >= 40, planted.size() + " secrets");
        assertTrue(runs.get(0).output().contains("postgresql_0.orders"), runs.get(0)::output);
    }

    private static List<String> row(DatabaseKind kind, String source) {
        return List.of(kind.id(), source, "orders", "FULL", "Y");
    }

    private String plant(String name, String tail) {
        String secret = "Planted" + planted.size() + tail;
        planted.put(name, secret);
        return secret;
    }

    /** A server whose message holds the login in every form that messages of drivers give it. */
    private void echo(List<List<String>> rows) {
        TestPostgres database = TestPostgres.database();
        String secret = plant("echo", "@\"'\\é");
        String said = String.join(
                " ",
                "postgresql://reader:" + URLEncoder.encode(secret, StandardCharsets.UTF_8) + "@db/sales",
                "{\"password\": \"" + secret.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}",
                "Server=db;PWD={" + secret + "};",
                Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)),
                secret);
        database.run(
                "CREATE FUNCTION refuse() RETURNS int LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION '%', $t$" + said
                        + "$t$; END $f$",
                "CREATE VIEW orders AS SELECT refuse() AS id");
        rows.add(row(DatabaseKind.POSTGRESQL, "echo"));
        toml.append("""
                [sources.echo]
                host = "%s"
                port = %d
                database = "%s"
                username = "postgres"
                password = %s
                """.formatted(database.host(), database.port(), database.name(), quoted(secret)));
    }

    /** Runs into lakes that refuse each kind of login. */
    private void lakes(Workspace workspace, List<JarProcess> runs) {
        String sources = toml.substring(0, toml.indexOf("[destination"));
        List<String> logins = List.of(
                "azure_storage_account_key = " + quoted(plant("key that is no base64", "?key")),
                "azure_storage_account_key = "
                        + quoted(plant("key", "a".repeat(4 - ("Planted" + planted.size()).length() % 4))),
                "azure_storage_sas_token = "
                        + quoted("?sv=2024-08-04&ss=b&srt=co&sp=racwdl&se=2020-01-01&sig=" + plant("signature", "%3D")),
                "azure_storage_sas_token = "
                        + quoted("sv=2024-08-04&ss=b&srt=co&sp=racwdl&se=2099-01-01&sig="
                                + plant("other signature", "%2B")),
                "azure_client_secret = " + quoted(plant("half a principal", "~secret")),
                "azure_tenant_id = \"t\"\nazure_client_id = \"c\"\nazure_client_secret = "
                        + quoted(plant("principal", "~secret")),
                "azure_tenant_id = \"t\"\nazure_client_id = \"c\"\nazure_client_certificate_path = \"secrets.toml\"\n"
                        + "azure_client_certificate_password = " + quoted(plant("certificate", "~pass")));
        for (String login : logins) {
            workspace.secrets(sources
                    + "[destination.filesystem]\nbucket_url = \"az://lake\"\n[destination.filesystem.credentials]\n"
                    + "azure_storage_account_name = \"account\"\nazure_account_host = \"127.0.0.1:1\"\n" + login
                    + "\n");
            runs.add(
                    login.contains("tenant")
                            ? Jar.quick()
                                    .environment("AZURE_AUTHORITY_HOST", "https://127.0.0.1:1")
                                    .run(workspace.arguments("--verbose"))
                            : workspace.call("--verbose"));
        }
        workspace.secrets(toml.toString());
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
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
