package dev.ingest.cli.option;

import dev.ingest.config.SettingCatalog;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many jobs run side by side, on the command line as in the settings. */
public final class JobCountText implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        try {
            return SettingCatalog.PARALLEL_JOBS.parser().apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' " + e.getMessage() + ". Give such a number.");
        }
    }
}
