package dev.ingest.report.reading;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.state.LandedFile;
import dev.ingest.commit.state.Manifest;
import dev.ingest.failure.IngestException;
import dev.ingest.job.LoadId;
import dev.ingest.job.name.Counted;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.report.history.JobRun;
import dev.ingest.report.history.Landed;
import dev.ingest.report.history.Load;
import dev.ingest.report.history.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The loads of datasets that a digest does not know yet, read from their manifests, newest first, for so long and no
 * longer: what is left is read the next time.
 */
final class NewLoads {
    private static final int AT_ONCE = 8;
    private static final int A_ROUND = 256;
    /** How far back manifests are looked for where nothing is known of a dataset. */
    private static final int MONTHS_BACK = 3;
    /** A load that began before midnight may be finished by a later run's recovery. */
    private static final Duration LATE = Duration.ofDays(3);

    private final LandingStore store;
    private final ZoneId zone;
    private final Instant now;
    private final long deadline;
    private final Consumer<String> faults;

    NewLoads(LandingStore store, ZoneId zone, Instant now, Duration patience, Consumer<String> faults) {
        this.store = store;
        this.zone = zone;
        this.now = now;
        this.deadline = System.nanoTime() + patience.toNanos();
        this.faults = faults;
    }

    /** Adds to {@code digest} what it does not know of {@code datasets}. */
    void addTo(Digest digest, List<String> datasets) {
        ExecutorService readers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            datasets.forEach(dataset -> add(digest, dataset, readers));
        } finally {
            readers.shutdownNow();
        }
    }

    private void add(Digest digest, String dataset, ExecutorService readers) {
        YearMonth current = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        YearMonth first = digest.firstUnread(dataset, current.minusMonths(MONTHS_BACK - 1L));
        YearMonth next = YearMonth.from(now.minus(LATE).atOffset(ZoneOffset.UTC));
        int left = 0;
        for (YearMonth month = current; !month.isBefore(first); month = month.minusMonths(1)) {
            int here = add(digest, new LoadMonth(dataset, month), readers);
            left += here;
            next = here > 0 && month.isBefore(next) ? month : next;
        }
        digest.readUpTo(dataset, next);
        if (left > 0) {
            faults.accept(Counted.of(left, "older manifest") + " of " + dataset
                    + " were not read for want of time; the next report reads on.");
        }
    }

    /** Returns how many were left for want of time. */
    private int add(Digest digest, LoadMonth month, ExecutorService readers) {
        Set<Long> known = digest.known(month);
        List<LandingFile> unknown = store.list(month.folder()).stream()
                .filter(file -> number(file).filter(known::contains).isEmpty())
                .sorted(Comparator.comparing(LandingFile::name).reversed())
                .toList();
        int at = 0;
        List<KnownLoad> found = new ArrayList<>();
        while (at < unknown.size() && System.nanoTime() < deadline) {
            int end = Math.min(at + A_ROUND, unknown.size());
            found.addAll(read(unknown.subList(at, end), readers));
            at = end;
        }
        digest.keep(month, found);
        return unknown.size() - at;
    }

    private static Optional<Long> number(LandingFile file) {
        String name = file.name();
        try {
            return name.endsWith(".json")
                    ? Optional.of(KnownLoad.number(new LoadId(name.substring(0, name.length() - 5))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<KnownLoad> read(List<LandingFile> files, ExecutorService readers) {
        List<CompletableFuture<Optional<byte[]>>> reads = files.stream()
                .map(file -> CompletableFuture.supplyAsync(() -> store.read(file.path()), readers))
                .toList();
        List<KnownLoad> found = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String path = files.get(i).path();
            content(reads.get(i)).flatMap(json -> parse(json, path)).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<byte[]> content(CompletableFuture<Optional<byte[]>> read) {
        try {
            return read.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IngestException failure ? failure : e;
        }
    }

    private Optional<KnownLoad> parse(byte[] json, String path) {
        try {
            Optional<Manifest> manifest = Manifest.parse(json);
            if (manifest.isEmpty()) {
                faults.accept("The manifest " + path + " is damaged; passed over.");
            }
            return manifest.map(this::load);
        } catch (IngestException e) {
            faults.accept(e.getMessage() + " It is passed over.");
            return Optional.empty();
        }
    }

    private KnownLoad load(Manifest manifest) {
        Load load = new Load(
                run(manifest),
                new Landed(
                        manifest.files().size(),
                        manifest.files().stream().mapToLong(LandedFile::bytes).sum()),
                manifest.job().type(),
                manifest.progress().map(reached -> new Progress(reached.cursor(), reached.type(), reached.watermark())),
                manifest.metadata().schemaVersion(),
                manifest.changes());
        return new KnownLoad(KnownLoad.number(manifest.load()), load);
    }

    /** As the audit has it. */
    private JobRun run(Manifest manifest) {
        return AuditTrail.run(AuditLine.parse(manifest.audit().line())
                .orElseGet(() -> AuditLine.success(
                        LocalDateTime.ofInstant(manifest.made(), zone),
                        manifest.job().name(),
                        manifest.rows(),
                        Duration.between(manifest.load().instant(), manifest.made()),
                        "")));
    }
}
