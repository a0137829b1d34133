package dev.ingest.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.job.DatabaseKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabasesTest {
    @ParameterizedTest
    @CsvSource({"POSTGRESQL, 5432", "ORACLE, 1521", "MSSQL, 1433", "AZURE_SQL, 1433"})
    void aDatabaseIsReachedAtItsUsualPort(DatabaseKind kind, int port) {
        assertEquals(port, Databases.of(kind).style().usualPort());
    }
}
