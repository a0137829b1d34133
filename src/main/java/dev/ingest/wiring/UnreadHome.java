package dev.ingest.wiring;

import dev.ingest.config.Setting;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.Settings;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.plan.RunMoment;
import dev.ingest.record.RunOrigin;
import dev.ingest.report.Report;
import dev.ingest.report.ReportParts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A home whose workbook or settings cannot be read: whoever is told of its runs is told of that, as far as settings say. */
public final class UnreadHome {
    private final Path home;
    private final Settings settings;

    private UnreadHome(Path home, Settings settings) {
        this.home = home;
        this.settings = settings;
    }

    /** The home at {@code home}, with the settings that can be read. */
    public static UnreadHome of(Path home, Path secretsFile, Map<String, String> environment) {
        return new UnreadHome(home, HomeSettings.readable(home, secretsFile, environment));
    }

    /** The zone of its runs. */
    public ZoneId zone() {
        return runtime(SettingCatalog.TIME_ZONE);
    }

    /** Whoever the settings name. */
    public Notices notices(RunOrigin origin, RunMoment moment) {
        return new Notices(home, settings, Set.of(), origin, moment);
    }

    /** What ran before, without the lake; absent where no reports are wanted. */
    public Optional<Report> report() {
        return runtime(SettingCatalog.REPORT)
                ? Optional.of(new Report(new ReportParts(
                        home.resolve("metadata"),
                        Optional.empty(),
                        List.of(),
                        Reports.shown(() -> HomeSettings.destination(settings)),
                        () -> {
                            throw new IngestException(
                                    FailureKind.CONFIG, "the run that was to read the lake did not start.");
                        },
                        Clock.system(zone()))))
                : Optional.empty();
    }

    private <T> T runtime(Setting<T> setting) {
        return HomeSettings.soundOf(settings.global("runtime"), setting);
    }
}
