package dev.ingest.job.name;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names as dlt 1.26.0 rendered them, a line each in {@code golden/snake_case.tsv}. */
class NamingTest {

    @ParameterizedTest
    @MethodSource("golden")
    void namesAreWhatDltMakesOfThem(String name, String expected) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertEquals(expected, Naming.SNAKE_CASE.of(name));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void directNamesStayAsTheyAre(String name, String expected) {
        assertEquals(name, Naming.DIRECT.of(name), expected);
    }

    static Stream<Arguments> golden() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(NamingTest.class.getResourceAsStream("/golden/snake_case.tsv")),
                StandardCharsets.UTF_8))) {
            List<Arguments> cases = lines.lines()
                    .map(line -> line.split("\t", -1))
                    .map(parts -> Arguments.of(parts[0], parts[1]))
                    .toList();
            return cases.stream();
        }
    }
}
