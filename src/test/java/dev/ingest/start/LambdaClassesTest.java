package dev.ingest.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class LambdaClassesTest {
    private static final List<String> SAMPLES = List.of(
            "LambdaSamples",
            "LambdaSamples$1",
            "LambdaSamples$Fails",
            "LambdaSamples$Greeting",
            "LambdaSamples$Nested",
            "LambdaSamples$OnSerial",
            "LambdaSamples$Pair",
            "LambdaSamples$Strings",
            "LambdaSamples$TreeSetOfStrings",
            "LambdaSamples$Way",
            "LambdaSamples$Way$1",
            "LambdaSamples$Wide",
            "LambdaSamplesParent");

    private static Map<String, byte[]> samples() throws IOException {
        Map<String, byte[]> samples = new LinkedHashMap<>();
        for (String sample : SAMPLES) {
            String entry = ClassEntry.of("dev/ingest/start/" + sample);
            samples.put(entry, BytesLoader.bytes(entry));
        }
        return samples;
    }

    private static Map<String, Integer> lambdasLeft(Map<String, byte[]> classes) {
        Map<String, Integer> left = new TreeMap<>();
        classes.forEach((entry, content) -> new ClassReader(content)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitInvokeDynamicInsn(
                                            String method, String type, Handle bootstrap, Object... arguments) {
                                        if (bootstrap.getOwner().endsWith("LambdaMetafactory")) {
                                            left.merge(bootstrap.getName(), 1, Integer::sum);
                                        }
                                    }
                                };
                            }
                        },
                        0));
        return left;
    }

    @Test
    void theyDoWhatLambdasDo() throws Exception {
        Object made = new BytesLoader(LambdaClasses.madeOf(samples()))
                .loadClass(LambdaSamples.class.getName())
                .getConstructor()
                .newInstance();
        assertTrue(made.getClass() != LambdaSamples.class, "these are the samples as they were");
        assertEquals(
                new LambdaSamples().get().toString(), ((Supplier<?>) made).get().toString());
    }

    /** Spark looks into those that it sends. */
    @Test
    void onlySerializableOnesStay() throws IOException {
        int serializable = lambdasLeft(samples()).get("altMetafactory");
        assertEquals(Map.of("altMetafactory", serializable), lambdasLeft(LambdaClasses.madeOf(samples())));
    }

    @Test
    void thoseOfOneTypeAndCapturesShareAClass() throws IOException {
        Map<String, byte[]> made = LambdaClasses.madeOf(samples());
        int lambdas = lambdasLeft(samples()).get("metafactory");
        int classes = made.size() - SAMPLES.size();
        assertTrue(classes < lambdas, classes + " classes of " + lambdas + " lambdas");
    }

    @Test
    void aClassWithoutLambdasIsTheSame() throws IOException {
        String entry = ClassEntry.of("dev/ingest/start/LambdaSamplesParent");
        byte[] before = samples().get(entry);
        assertEquals(Map.of(entry, before), LambdaClasses.madeOf(Map.of(entry, before)));
    }
}
