package dev.ingest.cli.setup;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A name that every scheduler takes. */
final class ScheduleNameText implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")) {
            throw new TypeConversionException(
                    "'" + text + "' is no name of a schedule. Give one of letters, digits, - and _.");
        }
        return text;
    }
}
