package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A move that may have been half done by a request whose answer was lost. */
class IdempotentStoreTest {
    private final MemoryLanding lake = new MemoryLanding(new SteppedClock());
    private final IdempotentStore certain = new IdempotentStore(lake);

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

    @Test
    void aLongFileThatDiffersAtItsEndIsNotTakenForIt() {
        byte[] staged = new byte[(4 << 20) + 2];
        byte[] other = staged.clone();
        other[other.length - 1] = 1;
        lake.createNew("ds/staged", staged);
        lake.createNew("ds/landed", other);
        assertThrows(IngestException.class, () -> certain.move("ds/staged", "ds/landed", staged.length));
        assertEquals(staged.length, lake.read("ds/staged").orElseThrow().length);

        lake.delete("ds/landed");
        lake.createNew("ds/landed", staged);
        certain.move("ds/staged", "ds/landed", staged.length);
        assertEquals(Optional.empty(), lake.read("ds/staged"));
    }

    @Test
    void whatHasItsNameAndAnotherLengthWasNotMoved() {
        lake.put("ds/landed", "other");
        IngestException failure = assertThrows(IngestException.class, () -> certain.move("ds/staged", "ds/landed", 4));
        assertTrue(failure.getMessage().startsWith("Cannot publish ds/landed"), failure.getMessage());
    }

    @Test
    void aFileIsPlacedOnceAndNeverOverAnother() {
        byte[] content = {1, 2};
        certain.place("ds/intent", content);
        certain.place("ds/intent", content);
        assertThrows(IngestException.class, () -> certain.place("ds/intent", new byte[] {1, 3}));
        assertArrayEquals(content, lake.read("ds/intent").orElseThrow());
    }
}
