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

class LambdaClassesTest {
    private static final List<String> SAMPLES = List.of(
            "LambdaSamples",
            "LambdaSamples$1",
            "LambdaSamples$Bridged",
            "LambdaSamples$Constants",
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
            "elsewhere/LambdaSamplesParent");

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
        classes.values()
                .forEach(content ->
                        Lambdas.left(content).forEach((maker, count) -> left.merge(maker, count, Integer::sum)));
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

    /** Into serializable ones Spark looks. */
    @Test
    void thoseOfMoreThanATypeStay() throws IOException {
        int stay = lambdasLeft(samples()).get("altMetafactory");
        assertEquals(Map.of("altMetafactory", stay), lambdasLeft(LambdaClasses.madeOf(samples())));
    }

    /** But for those of the four interfaces that an object may be asked for. */
    @Test
    void thoseOfAClassShareOne() throws IOException {
        String samples = "dev/ingest/start/LambdaSamples$$Lambda";
        long classes = LambdaClasses.madeOf(samples()).keySet().stream()
                .filter(entry -> entry.startsWith(samples))
                .count();
        assertEquals(1 + List.of("Wide", "Comparator", "Strings", "Fails").size(), classes);
    }

    @Test
    void aClassWithoutLambdasIsTheSame() throws IOException {
        String entry = ClassEntry.of("dev/ingest/start/elsewhere/LambdaSamplesParent");
        byte[] before = samples().get(entry);
        assertEquals(Map.of(entry, before), LambdaClasses.madeOf(Map.of(entry, before)));
    }
}
