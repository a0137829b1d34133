package dev.ingest.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

/** Tasks of Windows, held against the schema that Windows reads them by. */
class TaskSchedulerTest {
    private static final String QUERY = "schtasks /Query";

    @TempDir
    Path folder;

    private NightlyRun run(String home, String account) throws IOException {
        return new NightlyRun(
                "ingest-loads",
                Files.createDirectories(folder.resolve(home)),
                LocalDateTime.parse("2026-11-29T03:30"),
                Duration.ofHours(6),
                Optional.of(account));
    }

    private static Schedule schedule(FakeCommands commands) {
        return Schedule.of(SchedulerKind.TASK_SCHEDULER, SchedulerKind.Owner.SYSTEM, commands);
    }

    private static FakeCommands nothingInstalled() {
        return new FakeCommands().answer(QUERY, 1, "ERROR: The system cannot find the file specified.");
    }

    /** The file that {@code schtasks} is handed. */
    private static String xml(NightlyRun run) {
        return new TaskScheduler(nothingInstalled())
                .install(run).stream()
                        .flatMap(step -> step instanceof Step.Write write ? Stream.of(write.text()) : Stream.empty())
                        .findFirst()
                        .orElseThrow();
    }

    private static void validate(String xml) throws SAXException, IOException {
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(TaskSchedulerTest.class.getResource("/schedule/task.xsd"));
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    }

    @ParameterizedTest
    @CsvSource({"loads", "a home & more", "Zählung"})
    void aTaskIsOneThatWindowsReads(String home) throws SAXException, IOException {
        for (String account : List.of("CORP\\svc", "CORP\\gmsa$", "SYSTEM", "NT AUTHORITY\\NETWORK SERVICE")) {
            validate(xml(run(home, account)));
        }
    }

    @Test
    void theSchemaWouldSeeAFault() throws IOException {
        String xml = xml(run("loads", "SYSTEM"));
        for (String fault : List.of(
                xml.replace("IgnoreNew", "Ignore"),
                xml.replace("PT6H", "6h"),
                xml.replace("T03:30:00", "T03:30"),
                xml.replace("Context=\"Author\"", "Context=\"Other\""),
                xml.replace("<StartWhenAvailable>true</StartWhenAvailable>", "<StartLater/>"))) {
            assertThrows(SAXException.class, () -> validate(fault));
        }
    }

    @Test
    void aTaskSaysWhatANightlyRunNeeds() throws IOException {
        NightlyRun run = run("loads", "CORP\\gmsa$");
        String xml = xml(run);
        for (String part : List.of(
                "<StartBoundary>2026-11-29T03:30:00</StartBoundary>",
                "<UserId>CORP\\gmsa$</UserId>",
                "<LogonType>Password</LogonType>",
                "<MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>",
                "<StartWhenAvailable>true</StartWhenAvailable>",
                "<ExecutionTimeLimit>PT6H</ExecutionTimeLimit>",
                "<Command>%SystemRoot%\\System32\\cmd.exe</Command>",
                "<Arguments>/d /c \"\"" + run.home().resolve("ingest.cmd") + "\" run --quiet\"</Arguments>",
                "<WorkingDirectory>" + run.home() + "</WorkingDirectory>")) {
            assertTrue(xml.contains(part), part + " in " + xml);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CORP\\svc, ' /RU CORP\\svc /RP *'",
        "CORP\\gmsa$, ' /RU CORP\\gmsa$ /RP '",
        "SYSTEM, ''",
        "Local Service, ''"
    })
    void anAccountWithAPasswordIsAskedForItByWindowsItself(String account, String as) throws IOException {
        FakeCommands commands = nothingInstalled();
        NightlyRun run = run("loads", account);
        schedule(commands).install(run);
        Path file = run.home().resolve("tmp").resolve("ingest-loads.xml");
        assertEquals("schtasks /Create /TN ingest-loads /XML " + file + " /F" + as, commands.typed.get(1));
        assertTrue(Files.notExists(file), "the file is gone afterwards");
    }

    @Test
    void theFileIsInTheEncodingThatItNames() throws IOException {
        NightlyRun run = run("loads", "SYSTEM");
        for (Step step : new TaskScheduler(nothingInstalled()).install(run)) {
            if (step instanceof Step.Write write) {
                byte[] bytes = write.text().getBytes(write.charset());
                assertEquals(
                        List.of((byte) 0xFF, (byte) 0xFE, (byte) '<', (byte) 0),
                        List.of(bytes[0], bytes[1], bytes[2], bytes[3]));
            }
        }
    }

    @Test
    void withoutRightsTheMessageSaysWhatToDo() throws IOException {
        FakeCommands commands = nothingInstalled().answer("schtasks /Create", 1, "ERROR: Access is denied.\r\n");
        NightlyRun run = run("loads", "SYSTEM");
        IngestException refused =
                assertThrows(IngestException.class, () -> schedule(commands).install(run));
        assertTrue(
                refused.getMessage().startsWith("Cannot install the schedule ingest-loads: run   schtasks /Create")
                        && refused.getMessage()
                                .endsWith("ended with 1, ERROR: Access is denied.. Open the console with 'Run as"
                                        + " administrator', and give the account the right 'Log on as a batch job'."),
                refused.getMessage());
    }

    @Test
    void theScheduleOfAnotherHomeIsNotReplaced() throws IOException {
        FakeCommands commands = new FakeCommands().answer(QUERY, 0, "<WorkingDirectory>C:\\other</WorkingDirectory>");
        NightlyRun run = run("loads", "SYSTEM");
        IngestException refused =
                assertThrows(IngestException.class, () -> schedule(commands).install(run));
        assertTrue(refused.getMessage().endsWith("Give it one of its own with --name."), refused.getMessage());
        schedule(new FakeCommands().answer(QUERY, 0, xml(run))).install(run);
    }

    @Test
    void aHomeIsKnownWhateverTheCodePageOfTheConsole() throws IOException {
        NightlyRun run = run("Zählung", "SYSTEM");
        schedule(new FakeCommands().answer(QUERY, 0, xml(run).replace("ä", "\u00c3\u00a4")))
                .install(run);
    }

    @Test
    void aTaskIsShownAndRemovedByItsName() {
        FakeCommands commands = new FakeCommands()
                .answer("schtasks /Query /TN ingest /V", 0, "Next Run Time: 03:30")
                .answer(QUERY, 0, "<Task/>");
        assertEquals(Optional.of("Next Run Time: 03:30"), schedule(commands).shown("ingest"));
        assertTrue(schedule(commands).remove("ingest"));
        assertTrue(commands.typed.contains("schtasks /Delete /TN ingest /F"), commands.typed.toString());
        assertEquals(Optional.empty(), schedule(nothingInstalled()).shown("ingest"));
        assertEquals(false, schedule(nothingInstalled()).remove("ingest"));
    }

    @Test
    void whatIsPlannedIsNotDone() throws IOException {
        FakeCommands commands = nothingInstalled();
        List<String> planned = schedule(commands).plannedInstall(run("loads", "CORP\\svc"));
        assertTrue(planned.contains(
                "    <Task version=\"1.3\" xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\">"));
        assertEquals(1, commands.typed.size(), "nothing but the question whether it is installed");
    }
}
