package dev.ingest.cli.shell;

import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A shell on the command line, and all there are, for whoever completes it. */
final class ShellText implements ITypeConverter<Shell>, Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Stream.of(Shell.values())
                .map(shell -> shell.name().toLowerCase(Locale.ROOT))
                .iterator();
    }

    @Override
    public Shell convert(String text) {
        return Stream.of(Shell.values())
                .filter(shell -> shell.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no shell that is known. Name bash, zsh or powershell."));
    }
}
