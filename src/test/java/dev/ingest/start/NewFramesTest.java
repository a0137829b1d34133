package dev.ingest.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import picocli.CommandLine;

class NewFramesTest {
    private static final ClassLoader HERE = NewFramesTest.class.getClassLoader();
    private static final int VERSION = 6;

    private static int version(byte[] content) {
        return new ClassReader(content).readUnsignedShort(VERSION);
    }

    @Test
    void aClassOfJava5IsBroughtToANewerForm() throws IOException {
        byte[] before = BytesLoader.bytes(CommandLine.class);
        assertTrue(version(before) < Opcodes.V1_6, "version " + version(before));
        assertEquals(Opcodes.V11, version(NewFrames.of(before, HERE)));
    }

    /** Java checks what it has not loaded itself: a frame that is wrong fails here. */
    @Test
    void javaTakesIt() throws Exception {
        String entry = ClassEntry.of("picocli/CommandLine$Range");
        Class<?> range = new BytesLoader(Map.of(entry, NewFrames.of(BytesLoader.bytes(entry), HERE)))
                .loadClass("picocli.CommandLine$Range");
        Object parsed = range.getMethod("valueOf", String.class).invoke(null, "1..3");
        assertEquals("1..3", parsed.toString());
    }
}
