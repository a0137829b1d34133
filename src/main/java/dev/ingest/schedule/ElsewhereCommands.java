package dev.ingest.schedule;

import java.util.List;

/** The commands of a machine that this is not, on which nothing is installed. */
final class ElsewhereCommands implements Commands {
    @Override
    public Ended run(List<String> command, String input) {
        return new Ended(1, Cron.NONE_YET + " anybody");
    }

    @Override
    public Ended ask(List<String> command) {
        return run(command, "");
    }
}
