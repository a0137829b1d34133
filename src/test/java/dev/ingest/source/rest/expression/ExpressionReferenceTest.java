package dev.ingest.source.rest.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExpressionReferenceTest {
    @Test
    void theTablesInTheDocumentationAreTheCodes() throws IOException {
        assertEquals(ExpressionReference.markdown(), ExpressionReference.TABLE.written());
    }

    @Test
    void noRootAndNoFunctionHasAnothersName() {
        for (Root root : Root.values()) {
            assertFalse(Functions.names().contains(root.written()), root.written());
        }
    }
}
