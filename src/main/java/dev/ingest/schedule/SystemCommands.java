package dev.ingest.schedule;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.util.List;

/** Commands of the machine that the program runs on. */
public final class SystemCommands implements Commands {
    @Override
    public Ended run(List<String> command, String input) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(Charset.defaultCharset()));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        return new Ended(exitCode(process), output);
    }

    @Override
    public Ended ask(List<String> command) throws IOException {
        return new Ended(exitCode(new ProcessBuilder(command).inheritIO().start()), "it says why above");
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
