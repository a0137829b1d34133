package dev.ingest.cli.setup;

import dev.ingest.schedule.SchedulerKind;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A scheduler on the command line, and all there are, for whoever completes it. */
final class SchedulerKindText implements ITypeConverter<SchedulerKind>, Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Stream.of(SchedulerKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .iterator();
    }

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
