package dev.ingest.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LateStaticsTest {
    /** A class with a field that others read. */
    static final class Read {
        static final List<String> FIELD = new ArrayList<>();

        private Read() {}
    }

    @Test
    void fieldsAreMadeWhenOneIsAskedFor() throws Exception {
        Supplier<?> slow = (Supplier<?>) new BytesLoader(LateStatics.of(BytesLoader.bytes(LateStaticsSample.class)))
                .loadClass(LateStaticsSample.class.getName())
                .getConstructor()
                .newInstance();
        assertEquals(List.of(), LateStaticsMade.ALL);
        assertEquals("[field] 2", slow.get());
        assertEquals(List.of("field", "counter"), LateStaticsMade.ALL);
        assertEquals("[field] 3", slow.get());
    }

    @Test
    void theyAreInAClassOfTheirOwn() throws IOException {
        String slow = "dev/ingest/start/LateStaticsSample";
        Set<String> classes =
                LateStatics.of(BytesLoader.bytes(LateStaticsSample.class)).keySet();
        assertEquals(Set.of(slow + ".class", slow + "$$Statics.class"), new TreeSet<>(classes));
    }

    /** Another of a nest reads a private field as if it were its own. */
    @Test
    void aClassWithAnotherInItIsRefused() throws IOException {
        byte[] outer = BytesLoader.bytes(LateStaticsTest.class);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> LateStatics.of(outer));
        assertEquals(
                "Cannot move the fields of dev/ingest/start/LateStaticsTest: dev/ingest/start/LateStaticsTest$Read may"
                        + " read them.",
                refused.getMessage());
    }

    @Test
    void aFieldThatOthersMayReadIsRefused() throws IOException {
        byte[] read = BytesLoader.bytes(Read.class);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> LateStatics.of(read));
        assertEquals(
                "Cannot move dev/ingest/start/LateStaticsTest$Read.FIELD: others may read it, as it is not private.",
                refused.getMessage());
    }
}
