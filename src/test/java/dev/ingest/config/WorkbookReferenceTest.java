package dev.ingest.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WorkbookReferenceTest {

    @Test
    void theColumnsInTheDocumentationAreTheCodes() throws IOException {
        assertEquals(WorkbookReference.markdown(), WorkbookReference.TABLE.written());
    }
}
