package dev.ingest.source.jdbc.sqlserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The published matrix is the code's. */
class SqlServerTypeReferenceTest {
    @Test
    void theMatrixInTheDocumentationIsTheCodes() throws IOException {
        String page = Files.readString(SqlServerTypeReference.PAGE).replace("\r\n", "\n");
        assertEquals(SqlServerTypeReference.markdown(), SqlServerTypeReference.table(page));
    }
}
