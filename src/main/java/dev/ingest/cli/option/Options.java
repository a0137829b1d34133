package dev.ingest.cli.option;

import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Commands and options that are written out, where others have annotations: those that most starts read, as picocli takes some
 * 20 ms to read annotations.
 */
public final class Options {
    private Options() {}

    /** A command with the options that all have. */
    public static CommandSpec command(Object command, String name, String... description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command)
                .name(name)
                .versionProvider(new Version())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
        spec.usageMessage().description(description);
        return spec;
    }

    /** An option without a value. */
    public static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name).description(description).build();
    }

    /** An option whose value {@code reader} makes of a text. */
    public static <T> OptionSpec valued(
            String name, String label, Class<T> type, ITypeConverter<T> reader, String description) {
        return OptionSpec.builder(name)
                .type(type)
                .converters(reader)
                .paramLabel(label)
                .description(description)
                .build();
    }

    public static boolean isSet(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    /** What an option with one value was given. */
    public static <T> Optional<T> value(OptionSpec option) {
        return Optional.ofNullable(option.getValue());
    }
}
