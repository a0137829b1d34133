package dev.ingest.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabasesTest {
    @ParameterizedTest
    @EnumSource(names = "ORACLE")
    void saysWhichDatabasesAreRead(DatabaseKind kind) {
        IngestException failure = assertThrows(IngestException.class, () -> Databases.of(kind));

        assertEquals(FailureKind.CONFIG, failure.kind());
        assertTrue(failure.getMessage().startsWith("Cannot read " + kind.label() + " (" + kind.id() + "): "));
        assertTrue(failure.getMessage().endsWith("enabled = N."));
    }

    @Test
    void aDatabaseIsReachedAtItsUsualPort() {
        assertEquals(5432, Databases.of(DatabaseKind.POSTGRESQL).style().usualPort());
        assertEquals(1433, Databases.of(DatabaseKind.MSSQL).style().usualPort());
        assertEquals(1433, Databases.of(DatabaseKind.AZURE_SQL).style().usualPort());
    }
}
