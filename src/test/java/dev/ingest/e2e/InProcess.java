package dev.ingest.e2e;

import dev.ingest.cli.IngestCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command line in this process: fast, and with the outcome of a process. One call at a time. */
final class InProcess {
    private InProcess() {}

    /** What the process that is started with {@code arguments} would print and return. */
    static synchronized JarProcess run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(capture);
            System.setErr(capture);
            int code = IngestCommand.execute(arguments);
            return new JarProcess(code, printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
