package dev.ingest.source.jdbc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourcePlans;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published matrix is the code's. */
class OracleTypeReferenceTest {

    @Test
    void theMatrixInTheDocumentationIsTheCodes() throws IOException {
        String page = Files.readString(OracleTypeReference.PAGE).replace("\r\n", "\n");
        assertEquals(OracleTypeReference.markdown(), OracleTypeReference.table(page));
    }

    @ParameterizedTest
    @ValueSource(strings = {"object", "bfile", "anything new"})
    void aTypeThatCannotBeReadIsRefusedByNameBeforeTheFirstRow(String base) {
        SourceColumn column = OraclePlans.column("POSITION", base);

        IngestException refused =
                assertThrows(IngestException.class, () -> OraclePlans.DIALECT.reading(column, SourcePlans.options()));

        assertTrue(refused.getMessage().startsWith("Cannot read column POSITION: its type "), refused.getMessage());
        assertTrue(refused.getMessage().contains("-POSITION in the cell columns"), refused.getMessage());
    }
}
