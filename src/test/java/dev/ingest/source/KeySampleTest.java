package dev.ingest.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySampleTest {

    /** Keys are {@code key:rows}; a key in capitals may begin no part. */
    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            a:1 b:1 c:1 d:1             | 2 | c
            a:1 b:1 c:1 d:1             | 4 | b c d
            a:1 b:1 c:1 d:1             | 9 | b c d
            a:5 b:5 c:5 d:5 e:5 f:5     | 3 | c e
            a:4 b:7 c:9                 | 2 | c
            a:90 b:2 c:3 d:2 e:3        | 3 | b d
            a:2 b:3 c:90 d:2 e:3        | 3 | c d
            a:2 b:3 c:2 d:3 e:90        | 2 | e
            a:10 B:10 c:10 d:10         | 2 | c
            a:10 b:10 C:10 d:10         | 2 | d
            a:7                         | 4 | ''
            a:1 b:1                     | 1 | ''
            ''                          | 4 | ''
            """)
    void partsAreEvenAndAKeyThatManyShareStandsAlone(String keys, int parts, String cuts) {
        List<KeySample.Count> counts = words(keys).stream()
                .map(word -> word.split(":", -1))
                .map(word -> new KeySample.Count(word[0], Long.parseLong(word[1])))
                .toList();
        assertEquals(words(cuts), new KeySample(counts, 3).cuts(parts, key -> Character.isLowerCase(key.charAt(0))));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
}
