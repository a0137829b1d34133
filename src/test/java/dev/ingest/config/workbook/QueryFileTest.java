package dev.ingest.config.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ingest.config.row.RowQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files beside the workbook that hold queries. */
class QueryFileTest {
    @TempDir
    Path home;

    private QueryFile queries;

    @BeforeEach
    void makeFolder() throws IOException {
        Path folder = Files.createDirectories(home.resolve("config/sql"));
        Files.writeString(home.resolve("outside.sql"), "SELECT 1");
        Files.writeString(folder.resolve("nested.sql"), "SELECT 2");
        queries = new QueryFile(home.resolve("config"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'ü', 1",
                "  \n\tSELECT 'ü', 1\r\n",
                "SELECT 'ü', 1;",
                "SELECT 'ü', 1 ; \n;\n",
                "\uFEFFSELECT 'ü', 1;\n"
            })
    void theQueryIsTheTextWithoutItsEdges(String text) throws IOException {
        Files.writeString(home.resolve("config/orders.sql"), text);
        assertEquals(new RowQuery("orders.sql", "SELECT 'ü', 1"), queries.read("orders.sql"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sql/nested.sql", "sql\\nested.sql", "./sql/nested.sql", "sql/../sql/nested.sql"})
    void aFolderBelowTheWorkbooksIsTakenHoweverItIsWritten(String name) {
        assertEquals("SELECT 2", queries.read(name).text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "absent.sql | is no file in the workbook's folder. Put it there, or correct the cell.",
                "../outside.sql | lies outside the workbook's folder. Put the file beside the workbook.",
                "/etc/passwd | lies outside the workbook's folder. Put the file beside the workbook.",
                ". | lies outside the workbook's folder. Put the file beside the workbook.",
                "sql | is a folder. Name a file in it."
            })
    void whatIsNoFileThereIsSaidToBeThat(String name, String why) {
        assertEquals(why, refusal(name));
    }

    @Test
    void whatIsNoQueryIsSaidToBeThat() throws IOException {
        Files.writeString(home.resolve("config/empty.sql"), " ;\n");
        Files.write(home.resolve("config/latin.sql"), "SELECT 'ü'".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(home.resolve("config/long.sql"), new byte[(1 << 20) + 1]);

        assertEquals("holds no query. Write a SELECT into it.", refusal("empty.sql"));
        assertEquals("is no text in UTF-8. Save it as UTF-8.", refusal("latin.sql"));
        assertEquals("is longer than 1 MiB, so it is no query. Name another file.", refusal("long.sql"));
    }

    private String refusal(String name) {
        return assertThrows(IllegalArgumentException.class, () -> queries.read(name))
                .getMessage();
    }
}
