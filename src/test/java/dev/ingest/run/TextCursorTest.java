package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text cursors in databases whose encoding sorts otherwise than UTF-8. */
class TextCursorTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({
        "WIN1252, text, €, é, z",
        "WIN1252, varchar(9), €uro, œuvre, zebra",
        "WIN1251, text, Ё, я, ё",
        "KOI8R, text, я, ю, ь",
        "WIN1252, char(5), €, é, z",
        "UTF8, text, €, é, z",
        "SQL_ASCII, text, €, é, z",
    })
    void rowsLandOnceInWhateverOrderTheServerKeeps(String encoding, String type, String a, String b, String c) {
        PostgresNight night = new PostgresNight(home, TestPostgres.encoded(encoding));
        night.database.run(
                "CREATE TABLE t (n int, k " + type + ")",
                "INSERT INTO t VALUES (1, '" + a + "'), (2, '" + b + "'), (3, '" + c + "'), (4, 'A')");
        night.incremental("t", "k").run();
        String highest = night.landed("t", "max(k)").get(0);
        assertEquals(
                highest.stripTrailing(),
                night.cell("t").stripTrailing(),
                "the order is the one of UTF-8, whoever compares");
        night.run();
        night.run();
        assertEquals(List.of("1", "2", "3", "4"), night.landed("t", "n"));
        night.database.run("INSERT INTO t SELECT 5, k FROM t WHERE n = (SELECT n FROM t ORDER BY convert_to(k::text, '"
                + (encoding.equals("SQL_ASCII") ? "SQL_ASCII" : "UTF8") + "') DESC LIMIT 1)");
        night.run();
        night.run();
        assertEquals(List.of("1", "2", "3", "4", "5"), night.landed("t", "n"));
        assertEquals(highest.stripTrailing(), night.cell("t").stripTrailing());
    }
}
