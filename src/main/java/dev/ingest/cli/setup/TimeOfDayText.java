package dev.ingest.cli.setup;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time of day on the command line, to the minute. */
final class TimeOfDayText implements ITypeConverter<LocalTime> {

    @Override
    public LocalTime convert(String text) {
        try {
            if (text.matches("\\d\\d:\\d\\d")) {
                return LocalTime.parse(text);
            }
        } catch (DateTimeParseException beyondTheDay) {
            // Said below.
        }
        throw new TypeConversionException("'" + text + "' is no time of day. Write it as 03:30.");
    }
}
