package dev.ingest.cli.setup;

import dev.ingest.schedule.SchedulerKind;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A scheduler on the command line. */
final class SchedulerKindText implements ITypeConverter<SchedulerKind> {

    @Override
    public SchedulerKind convert(String text) {
        for (SchedulerKind kind : SchedulerKind.values()) {
            if (kind.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return kind;
            }
        }
        throw new TypeConversionException("'" + text + "' is no scheduler. Name task-scheduler, systemd or cron.");
    }
}
