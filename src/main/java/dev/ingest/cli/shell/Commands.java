package dev.ingest.cli.shell;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands below another. */
final class Commands {
    private Commands() {}

    /** Those directly below {@code command}, in their order. */
    static List<CommandSpec> below(CommandSpec command) {
        return command.subcommands().values().stream()
                .distinct()
                .map(CommandLine::getCommandSpec)
                .toList();
    }

    /** {@code command} and all below it, each before its own. */
    static Stream<CommandSpec> all(CommandSpec command) {
        return Stream.concat(Stream.of(command), below(command).stream().flatMap(Commands::all));
    }
}
