package dev.ingest.alert.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.alert.Runs;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private final List<String> commanded = new ArrayList<>();

    private EventLog ending(int code, String said) {
        return new EventLog(command -> {
            commanded.addAll(command);
            return new SystemCommand.Ended(code, said);
        });
    }

    @Test
    void aFailureIsAnErrorOfTheSourceIngest() throws InterruptedException {
        ending(0, "SUCCESS").send(Runs.alert("Cannot read \"orders\": gone."));
        assertEquals(
                List.of("eventcreate", "/L", "APPLICATION", "/SO", "ingest", "/T", "ERROR", "/ID", "1", "/D"),
                commanded.subList(0, 10));
        String text = commanded.get(10);
        assertTrue(text.contains("Cannot read 'orders': gone."), text);
        assertFalse(text.contains("\""), text);
    }

    @Test
    void whatWindowsRefusesIsSaidWithTheWayOut() {
        IngestException refused = assertThrows(
                IngestException.class,
                () -> ending(1, "ERROR: Access is denied.\r\n").send(Runs.alert("x")));
        assertTrue(
                refused.getMessage().contains("eventcreate returns 1, ERROR: Access is denied."), refused.getMessage());
        assertTrue(refused.getMessage().contains("ingest alert --test"), refused.getMessage());
    }

    @Test
    void aMachineWithoutTheProgramSaysSo() {
        EventLog elsewhere = new EventLog(command -> {
            throw new IOException("no such program");
        });
        assertTrue(assertThrows(IngestException.class, () -> elsewhere.send(Runs.alert("x")))
                .getMessage()
                .contains("no such program"));
    }

    @Test
    void theRealProcessIsRunToItsEnd() throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        SystemCommand.Ended ended = SystemCommand.PROCESS.run(List.of(program, "-version"));
        assertEquals(0, ended.code());
        assertTrue(ended.said().contains("version"), ended.said());
    }
}
