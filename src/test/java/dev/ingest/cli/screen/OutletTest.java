package dev.ingest.cli.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OutletTest {
    @Test
    void onlyATerminalThatClaimsToKnowMoreThanLinesIsOne() {
        assertEquals(Outlet.TERMINAL, Outlet.of(true, Map.of("TERM", "xterm")));
        assertEquals(Outlet.TERMINAL, Outlet.of(true, Map.of()), "Windows sets none");
        assertEquals(Outlet.LINES, Outlet.of(true, Map.of("TERM", "dumb")));
        assertEquals(Outlet.LINES, Outlet.of(false, Map.of("TERM", "xterm")));
    }
}
