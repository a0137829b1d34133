package dev.ingest.cli.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenLinesTest {
    private final List<String> lines = new ArrayList<>();
    private final PrintStream out = new PrintStream(new ScreenLines(lines::add), false, StandardCharsets.UTF_8);

    @Test
    void linesAreHandedOnWholeHoweverTheyCome() {
        byte[] umlaut = "ö".getBytes(StandardCharsets.UTF_8);
        out.write(umlaut, 0, 1);
        out.write(umlaut, 1, 1);
        out.flush();
        assertEquals(List.of(), lines);
        out.print(" one\ntwo\nth");
        out.flush();
        assertEquals(List.of("ö one\ntwo\n"), lines);
        out.print("ree\n");
        out.flush();
        assertEquals(List.of("ö one\ntwo\n", "three\n"), lines);
    }
}
