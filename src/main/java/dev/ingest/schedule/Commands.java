package dev.ingest.schedule;

import java.io.IOException;
import java.util.List;

/** The commands of the operating system. */
public interface Commands {
    /**
     * Runs a command to its end.
     *
     * @param input what it reads
     * @throws IOException when there is no such command
     */
    Ended run(List<String> command, String input) throws IOException;

    /**
     * Runs a command that asks whoever sits at the terminal, by itself.
     *
     * @throws IOException when there is no such command
     */
    Ended ask(List<String> command) throws IOException;

    /**
     * How a command ended.
     *
     * @param output what it said, both streams together
     */
    record Ended(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }
}
