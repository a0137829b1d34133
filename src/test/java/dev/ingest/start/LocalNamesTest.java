package dev.ingest.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class LocalNamesTest {
    private static final String TYPE = "org/tomlj/TomlTable";

    /** What is told of each method of {@code content}: names of its variables, and its lines. */
    private record Told(List<String> names, List<Integer> lines) {
        static Told of(byte[] content) {
            Told told = new Told(new ArrayList<>(), new ArrayList<>());
            new ClassReader(content)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access, String name, String type, String signature, String[] exceptions) {
                                    return new MethodVisitor(Opcodes.ASM9) {
                                        @Override
                                        public void visitLocalVariable(
                                                String local, String of, String generic, Label from, Label to, int at) {
                                            told.names.add(local);
                                        }

                                        @Override
                                        public void visitLineNumber(int line, Label start) {
                                            told.lines.add(line);
                                        }
                                    };
                                }
                            },
                            0);
            return told;
        }
    }

    @Test
    void namesOfVariablesGoAndLinesStay() throws IOException {
        byte[] whole = BytesLoader.bytes(ClassEntry.of(TYPE));
        byte[] less = LocalNames.leftOut(whole);
        assertTrue(Told.of(whole).names().contains("this"), "the library has them");
        assertEquals(List.of(), Told.of(less).names());
        assertEquals(Told.of(whole).lines(), Told.of(less).lines());
        assertTrue(less.length < whole.length, less.length + " of " + whole.length + " bytes");
    }

    @Test
    void whatRunsIsTheSame() throws Exception {
        String entry = ClassEntry.of("picocli/CommandLine$Range");
        Class<?> range = new BytesLoader(Map.of(entry, LocalNames.leftOut(BytesLoader.bytes(entry))))
                .loadClass("picocli.CommandLine$Range");
        assertEquals(
                "1..3",
                range.getMethod("valueOf", String.class).invoke(null, "1..3").toString());
    }
}
