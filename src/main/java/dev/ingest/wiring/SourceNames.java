package dev.ingest.wiring;

import dev.ingest.config.Settings;
import dev.ingest.config.connection.ConnectionSettings;
import dev.ingest.config.workbook.JobSheet;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.ApiKind;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.SourceType;
import dev.ingest.job.name.NearMatch;
import dev.ingest.run.check.NamedSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which source is meant by a name that a person typed. */
final class SourceNames {
    private static final Map<String, SourceType> BY_DRIVER = Map.of(
            "postgresql", DatabaseKind.POSTGRESQL,
            "postgres", DatabaseKind.POSTGRESQL,
            "oracle", DatabaseKind.ORACLE,
            "mssql", DatabaseKind.MSSQL,
            "sqlserver", DatabaseKind.MSSQL);

    private final Settings settings;
    private final JobSheet sheet;

    SourceNames(Settings settings, JobSheet sheet) {
        this.settings = settings;
        this.sheet = sheet;
    }

    /**
     * The source {@code name}: its type is what a row says, enabled or not, else what its section's name or driver tells.
     *
     * @throws IngestException (CONFIG) with near matches, when neither workbook nor settings have such a source
     */
    NamedSource find(String name) {
        Set<String> known = new TreeSet<>(settings.sourceSections());
        known.addAll(sheet.sourceTypes().keySet());
        if (!known.contains(name)) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot find the source " + name + ": neither the workbook nor the settings have one of that name."
                            + NearMatch.question(name, known) + " Name one of: " + String.join(", ", known) + ".");
        }
        return type(name)
                .map(type -> new NamedSource(type, name))
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot tell what kind of source " + name + " is: no row of the workbook names it, and its"
                                + " section has no drivername, no connection string and no base_url. Set drivername in"
                                + " [sources." + name
                                + "], as postgresql, oracle or mssql, or base_url, where it is an API."));
    }

    private Optional<SourceType> type(String name) {
        return Optional.ofNullable(sheet.sourceTypes().get(name))
                .flatMap(SourceType::of)
                .or(() -> SourceType.of(name))
                .or(() -> settings.isApi(name) ? Optional.of(ApiKind.REST) : ofDriver(name));
    }

    private Optional<SourceType> ofDriver(String name) {
        return ConnectionSettings.driver(settings.source(DatabaseKind.POSTGRESQL, name))
                .flatMap(driver -> Optional.ofNullable(BY_DRIVER.get(driver)));
    }
}
