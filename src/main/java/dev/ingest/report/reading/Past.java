package dev.ingest.report.reading;

import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingStore;
import dev.ingest.report.history.Day;
import dev.ingest.report.history.History;
import dev.ingest.report.history.HistoryBuilder;
import dev.ingest.report.history.JobRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A year of runs and loads: audit files of this machine, manifests of the lake, and what was read of both before. */
public final class Past {
    private static final int MONTHS = 12;

    private final Path metadata;
    private final Clock clock;

    /**
     * The past of a home.
     *
     * @param metadata the folder of its audit
     * @param clock tells the time, in the zone of its runs
     */
    public Past(Path metadata, Clock clock) {
        this.metadata = metadata;
        this.clock = clock;
    }

    /**
     * What is known, with what is missing.
     *
     * @param history what jobs did
     * @param faults what could not be read, a sentence each
     */
    public record Told(History history, List<String> faults) {
        public Told {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Reads what is new, and remembers it. A lake that cannot be read takes what it has told before with it to nobody.
     *
     * @param store opens the lake
     * @param datasets where jobs land
     * @param patience how long manifests may be read
     */
    public Told read(Supplier<LandingStore> store, List<String> datasets, Duration patience) {
        List<String> faults = new ArrayList<>();
        Digest digest = Digest.read(metadata, faults::add);
        LocalDate today = LocalDate.now(clock);
        YearMonth first = YearMonth.from(today).minusMonths(MONTHS);
        AuditTrail trail = new AuditTrail(metadata, today);
        Set<String> files = readAudit(digest, trail.files(first.atDay(1)), faults);
        try (LandingStore lake = store.get()) {
            new NewLoads(lake, clock.getZone(), clock.instant(), patience, faults::add).addTo(digest, datasets);
        } catch (IngestException e) {
            faults.add("What landed is told as of the report before: " + e.getMessage());
        }
        remember(digest, first, faults);
        HistoryBuilder history = new HistoryBuilder();
        digest.tell(files, history);
        List<JobRun> waiting = trail.waiting();
        waiting.forEach(history::add);
        history.addAudited(Day.ofRuns(waiting));
        return new Told(history.build(), faults);
    }

    private static Set<String> readAudit(Digest digest, List<Path> files, List<String> faults) {
        Set<String> names = new HashSet<>();
        for (Path file : files) {
            names.add(file.getFileName().toString());
            try {
                faults.addAll(audit(digest, file).faults());
            } catch (IOException e) {
                faults.add(AuditTrail.unreadable(file, e));
            }
        }
        return names;
    }

    private static KnownAudit audit(Digest digest, Path file) throws IOException {
        String name = file.getFileName().toString();
        String stamp = KnownAudit.stamp(file);
        Optional<KnownAudit> known = digest.audit(name, stamp);
        if (known.isPresent()) {
            return known.get();
        }
        List<String> faults = new ArrayList<>();
        List<JobRun> runs = AuditTrail.read(file, faults::add);
        return digest.keep(name, stamp, faults, runs);
    }

    private void remember(Digest digest, YearMonth first, List<String> faults) {
        try {
            digest.write(metadata, first);
        } catch (IOException e) {
            faults.add("Cannot write " + Digest.FILE + ": " + e + ". The next report reads all of this again.");
        }
    }
}
