package dev.ingest.config.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import dev.ingest.secret.SecretRef;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TomlFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'text'                    | text
            'C:\\lake'                | C:\\lake
            5432                      | 5432
            100_000                   | 100000
            0.5                       | 0.5
            true                      | true
            2026-01-27                | 2026-01-27
            2026-01-27T10:44:12.584   | 2026-01-27T10:44:12.584
            2026-01-27T10:44:12Z      | 2026-01-27T10:44:12Z
            """)
    void aValueIsReadAsText(String toml, String text) throws IOException {
        assertEquals(Optional.of(text), file("[a]\nkey = " + toml).find(List.of("a", "key")));
    }

    @Test
    void anArrayIsJoinedByCommas() throws IOException {
        TomlFile file = file("a = ['x', 'y', 3]\nb = [[1], [2]]\nc = []\n");
        assertEquals(Optional.of("x,y,3"), file.find(List.of("a")));
        assertTrue(file.find(List.of("b")).orElseThrow().startsWith("["));
        assertEquals(Optional.of(""), file.find(List.of("c")));
    }

    @Test
    void pathsGoThroughSectionsAndStopAtValues() throws IOException {
        TomlFile file = file("""
                [sources.my_db]
                host = "h"
                [sources.my_db.query]
                sslmode = "require"
                [sources.my_db.tables."sales.orders"]
                slices = 4
                [sources."odd.name"]
                password = "p"
                """);
        assertEquals(Optional.of("h"), file.find(List.of("sources", "my_db", "host")));
        assertEquals(Optional.empty(), file.find(List.of("sources", "my_db", "host", "deeper")));
        assertEquals(Optional.empty(), file.find(List.of("sources", "my_db", "query")));
        assertEquals(Optional.of("4"), file.find(List.of("sources", "my_db", "tables", "sales.orders", "slices")));
        assertEquals(Map.of("host", "h"), file.section(List.of("sources", "my_db")));
        assertEquals(Set.of("query", "tables"), file.subsections(List.of("sources", "my_db")));
        assertEquals(Map.of(), file.section(List.of("none")));
        assertEquals("sources.\"odd.name\".password", file.nameOf(List.of("sources", "odd.name", "password")));
        assertEquals(
                Optional.of(new Secret("p")),
                file.secrets().find(new SecretRef(List.of("sources", "odd.name", "password"))));
        assertEquals(Optional.empty(), file.secrets().find(new SecretRef(List.of("sources", "my_db", "password"))));
        assertEquals(".dlt/secrets.toml", file.name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            password = hunter2     | line 2, column 12: expected a value. Correct
            password = "hunter2    | line 2, column 20: expected "
            password = 0777hunter2 | line 2, column 16: expected a newline or end-of-input (and 1 more). Correct
            password = "hunter2\\q" | line 2, column 20: a backslash in double quotes begins an escape
            port = 1               | line 2, column 1: port previously defined at line 1, column 1. Correct
            when = 2026-13-01      | line 2, column 13: this is not valid TOML. Correct
            """)
    void aSyntaxErrorIsPlacedAndShowsNoValue(String line, String message) {
        IngestException fault = assertThrows(IngestException.class, () -> file("port = 5432\n" + line + "\n"));
        assertEquals(FailureKind.CONFIG, fault.kind());
        assertTrue(fault.getMessage().startsWith("Cannot read .dlt/secrets.toml: " + message), fault::getMessage);
        assertFalse(fault.getMessage().contains("hunter2"), fault::getMessage);
        assertEquals(null, fault.getCause());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aFileMayBeginWithAByteOrderMark(String charset) throws IOException {
        Path path = Files.write(folder.resolve("marked.toml"), "\ufeffkey = 'ø'".getBytes(Charset.forName(charset)));
        assertEquals(Optional.of("ø"), TomlFile.read(path, "marked.toml").find(List.of("key")));
    }

    @Test
    void aFileInAnotherEncodingIsRefused() throws IOException {
        Path path = Files.write(folder.resolve("latin.toml"), "key = 'ø'".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                "Cannot read latin.toml: it is not UTF-8 text. Save it with that encoding.",
                assertThrows(IngestException.class, () -> TomlFile.read(path, "latin.toml"))
                        .getMessage());
    }

    @Test
    void aMissingFileHoldsNothingUntilItIsDemanded() throws IOException {
        TomlFile missing = TomlFile.read(folder.resolve("none.toml"), ".dlt/secrets.toml");
        assertFalse(missing.exists());
        assertEquals(Optional.empty(), missing.find(List.of("a")));
        assertEquals(
                ".dlt/secrets.toml (there is no file "
                        + folder.resolve("none.toml").toString().replace('\\', '/') + ")",
                missing.name());
        TomlFile there = file("a = 1");
        assertTrue(there.exists());
        assertThrows(IngestException.class, () -> TomlFile.read(folder, "a folder"));
    }

    @Test
    void theTemplateThatShipsIsValid() {
        TomlFile template = TomlFile.read(Path.of(".dlt", "secrets.toml.template"), "template");
        assertTrue(template.find(List.of("destination", "filesystem", "bucket_url"))
                .isPresent());
        assertTrue(template.subsections(List.of("sources")).contains("my_postgres_db"));
    }

    @Test
    void theTemplateIsValidWithEveryCommentedLineInUse() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line : Files.readAllLines(Path.of(".dlt", "secrets.toml.template"))) {
            boolean setting = line.matches("# (\\[[a-z_.]+]|[a-z_]+ = .*)");
            all.append(setting ? line.substring(2) : line).append('\n');
        }
        assertEquals(
                Optional.of("auto"),
                file(all.toString()).find(List.of("sources", "my_postgres_db", "tables", "orders", "slices")));
    }

    private TomlFile file(String toml) throws IOException {
        return TomlFile.read(Files.writeString(folder.resolve("s.toml"), toml), ".dlt/secrets.toml");
    }
}
