package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A move that may have been half done by a request whose answer was lost. */
class CertainStoreTest {
    private final MemoryLanding lake = new MemoryLanding(new SteppedClock());
    private final CertainStore certain = new CertainStore(lake);

    @Test
    void whatWasCopiedAndNotDeletedIsMoved() {
        lake.put("ds/staged", "rows");
        lake.put("ds/landed", "rows");
        certain.move("ds/staged", "ds/landed", 4);
        assertEquals(Optional.empty(), lake.read("ds/staged"));
        assertEquals(4, lake.read("ds/landed").orElseThrow().length);
    }

    @Test
    void anotherFileOfTheSameLengthIsNotTakenForIt() {
        lake.put("ds/staged", "rows");
        lake.put("ds/landed", "more");
        IngestException failure = assertThrows(IngestException.class, () -> certain.move("ds/staged", "ds/landed", 4));
        assertTrue(failure.getMessage().startsWith("Cannot publish ds/landed: another file"), failure.getMessage());
        assertEquals(4, lake.read("ds/staged").orElseThrow().length);
    }
}
