package dev.ingest.cli.setup;

import dev.ingest.job.SourceType;
import java.util.Iterator;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A kind of source on the command line, as the workbook has it, and all there are, for whoever completes it. */
final class SourceTypeText implements ITypeConverter<SourceType>, Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return SourceType.all().stream().map(SourceType::id).iterator();
    }

    @Override
    public SourceType convert(String text) {
        return SourceType.of(text)
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is no kind of source. Name one of "
                        + SourceType.all().stream().map(SourceType::id).collect(Collectors.joining(", ")) + "."));
    }
}
