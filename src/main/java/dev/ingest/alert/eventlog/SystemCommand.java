package dev.ingest.alert.eventlog;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

/** Runs a command of the system to its end. */
@FunctionalInterface
interface SystemCommand {
    /** In a process of its own. */
    SystemCommand PROCESS = SystemCommand::process;

    /**
     * What came of it.
     *
     * @param code what the process returned
     * @param said what it printed
     */
    record Ended(int code, String said) {}

    Ended run(List<String> command) throws IOException, InterruptedException;

    private static Ended process(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            return new Ended(process.waitFor(), said);
        } finally {
            process.destroyForcibly();
        }
    }
}
