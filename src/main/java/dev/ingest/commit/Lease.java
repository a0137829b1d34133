package dev.ingest.commit;

import dev.ingest.commit.state.DatasetTree;
import dev.ingest.commit.state.LeaseHolder;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exclusive right to write into a dataset: a numbered file, won by being the one that creates the next number, and
 * renewed the same way. Who takes a lease over deletes its file before anything else, and numbers begin anew once a lease
 * was given back; so whoever was paused holds its lease still only if its own file stands.
 */
public final class Lease implements LeaseCheck, AutoCloseable {
    static final Duration RENEWAL = Duration.ofSeconds(20);
    static final Duration UNSURE = Duration.ofMinutes(1);
    static final Duration STALE = LeaseHolder.STALE;

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final String PROBE = "probe-";

    private final LandingStore store;
    private final String dataset;
    private final String folder;
    private final byte[] content;
    private final Clock clock;
    private long number;
    private Instant renewed;
    private boolean lost;
    private boolean givenBack;
    private Optional<Future<?>> renewals = Optional.empty();

    private Lease(LandingStore store, String dataset, LeaseHolder holder, Clock clock, long number, Instant renewed) {
        this.store = store;
        this.dataset = dataset;
        this.folder = new DatasetTree(dataset).lock();
        this.content = holder.json();
        this.clock = clock;
        this.number = number;
        this.renewed = renewed;
    }

    /** Wins the lease of a dataset as {@link #acquire(LandingStore, String, LeaseHolder, Clock, Set)}, knowing of no dead. */
    public static Lease acquire(LandingStore store, String dataset, LeaseHolder holder, Clock clock) {
        return acquire(store, dataset, holder, clock, Set.of());
    }

    /**
     * Wins the lease of a dataset; a stale one, or that of a run that is dead, is taken over.
     *
     * @param died runs that are known to have died
     * @throws IngestException of kind {@code COMMIT} that names the holder when another run has it, of kind {@code LAND}
     *     or {@code CONNECT} when the store fails
     */
    public static Lease acquire(LandingStore store, String dataset, LeaseHolder holder, Clock clock, Set<String> died) {
        Instant asked = clock.instant();
        Lease lease = new Lease(store, dataset, holder, clock, 0, asked);
        lease.win(died);
        return lease;
    }

    /** Renews every 20 s on {@code executor} until closed. */
    public synchronized void keep(ScheduledExecutorService executor) {
        renewals = Optional.of(executor.scheduleAtFixedRate(
                this::renewQuietly, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * Takes the next number.
     *
     * @throws IngestException of kind {@code COMMIT} when another run has it; the lease is lost then
     */
    public synchronized void renew() {
        if (lost) {
            throw taken();
        }
        Instant asked = clock.instant();
        if (!isOurs(number) || !create(number + 1)) {
            lost = true;
            throw taken();
        }
        if (!isOurs(number)) {
            lost = true;
            store.delete(path(number + 1));
            throw taken();
        }
        long old = number;
        number++;
        renewed = asked;
        store.delete(path(old));
    }

    @Override
    public synchronized void check() {
        Duration age = Duration.between(renewed, clock.instant());
        if (lost) {
            throw taken();
        }
        if (age.compareTo(UNSURE) > 0) {
            throw new IngestException(
                    FailureKind.COMMIT,
                    "Cannot commit into dataset " + dataset + ": its lease was last renewed " + age.toSeconds()
                            + " s ago, so another run may have it. Run the job again.");
        }
        if (!stands()) {
            lost = true;
            throw taken();
        }
    }

    @Override
    public synchronized RuntimeException explained(RuntimeException failure) {
        if (!mayFollowFromLoss(failure)) {
            return failure;
        }
        try {
            lost |= !stands();
        } catch (IngestException e) {
            failure.addSuppressed(e);
        }
        if (!lost) {
            return failure;
        }
        IngestException taken = taken();
        taken.addSuppressed(failure);
        return taken;
    }

    private static boolean mayFollowFromLoss(RuntimeException failure) {
        return !(failure instanceof IngestException expected)
                || switch (expected.kind()) {
                    case READ, WRITE, LAND, COMMIT -> true;
                    default -> false;
                };
    }

    /** The highest number, 0 where there is none. */
    private static long newest(List<LandingFile> numbered) {
        long newest = 0;
        for (LandingFile file : numbered) {
            newest = Math.max(newest, number(file));
        }
        return newest;
    }

    /** Whether our file is there and is the newest, but for the next one of a renewal whose end is not known. */
    private boolean stands() {
        long newest = newest(numbered(store.list(folder)));
        return isOurs(number) && (newest == number || (newest == number + 1 && isOurs(newest)));
    }

    /** Whether no file of this lease stands any more, once it was closed. */
    public synchronized boolean isGivenBack() {
        return givenBack;
    }

    /**
     * Gives the lease back, with what renewals that failed halfway have left. What stays goes stale by itself, and the next
     * run of this home knows of it.
     */
    @Override
    public synchronized void close() {
        renewals.ifPresent(future -> future.cancel(false));
        lost = true;
        try {
            numbered(store.list(folder)).stream()
                    .filter(file -> isOurs(number(file)))
                    .forEach(file -> store.delete(file.path()));
            givenBack = true;
        } catch (IngestException e) {
            LOG.warn(
                    "The lease of dataset {} could not be given back; it ends by itself in {} s",
                    dataset,
                    STALE.toSeconds(),
                    e);
        }
    }

    private void renewQuietly() {
        try {
            renew();
        } catch (IngestException e) {
            LOG.debug("Lease of dataset {} not renewed", dataset, e);
        }
    }

    private void win(Set<String> died) {
        List<LandingFile> judged = numbered(store.list(folder));
        if (!judged.isEmpty()) {
            judged = judge(died);
        }
        long next = newest(judged) + 1;
        if (!create(next)) {
            throw held(next);
        }
        number = next;
        List<String> known = judged.stream().map(LandingFile::path).toList();
        for (LandingFile file : numbered(store.list(folder))) {
            boolean rival = number(file) != next && !known.contains(file.path());
            if (rival) {
                store.delete(path(next));
                throw held(number(file));
            }
        }
        judged.forEach(file -> store.delete(file.path()));
    }

    /** The lease files that stand, all of them stale by the store's own clock or of the dead; else somebody holds the lease. */
    private List<LandingFile> judge(Set<String> died) {
        String probe = folder + "/" + PROBE + UUID.randomUUID();
        store.createNew(probe, new byte[] {'\n'});
        List<LandingFile> files = store.list(folder);
        store.delete(probe);
        Instant now = files.stream()
                .filter(file -> file.path().equals(probe))
                .map(LandingFile::modified)
                .findFirst()
                .orElseGet(clock::instant);
        files.stream()
                .filter(file -> file.name().startsWith(PROBE) && isStale(file, now))
                .forEach(file -> store.delete(file.path()));
        List<LandingFile> numbered = numbered(files);
        numbered.stream()
                .filter(file -> !isStale(file, now) && !isOfTheDead(file, died))
                .findFirst()
                .ifPresent(file -> {
                    throw held(number(file));
                });
        return numbered;
    }

    private boolean isOfTheDead(LandingFile file, Set<String> died) {
        return !died.isEmpty()
                && store.read(file.path())
                        .flatMap(LeaseHolder::parse)
                        .filter(holder -> died.contains(holder.run()))
                        .isPresent();
    }

    /** Whether this run has the file of that number now. */
    private boolean create(long wanted) {
        try {
            return store.createNew(path(wanted), content) || isOurs(wanted);
        } catch (IngestException e) {
            if (isOurs(wanted)) {
                return true;
            }
            throw e;
        }
    }

    private boolean isOurs(long wanted) {
        return store.read(path(wanted))
                .filter(found -> Arrays.equals(found, content))
                .isPresent();
    }

    private String path(long wanted) {
        return folder + "/" + wanted;
    }

    private IngestException held(long by) {
        String holder = store.read(path(by))
                .flatMap(LeaseHolder::parse)
                .map(found ->
                        "process " + found.process() + " on " + found.host() + " writes into it since " + found.since())
                .orElse("another run writes into it");
        return new IngestException(
                FailureKind.COMMIT,
                "Cannot write into dataset " + dataset + ": " + holder
                        + ". Wait for it to end; a run that died frees the dataset after " + STALE.toSeconds() + " s.");
    }

    private IngestException taken() {
        return new IngestException(
                FailureKind.COMMIT,
                "Cannot commit into dataset " + dataset
                        + ": another run took its lease while this one was paused. Run the job again.");
    }

    private static boolean isStale(LandingFile file, Instant now) {
        return Duration.between(file.modified(), now).compareTo(STALE) > 0;
    }

    private static List<LandingFile> numbered(List<LandingFile> files) {
        return files.stream().filter(file -> parsed(file).isPresent()).toList();
    }

    private static long number(LandingFile file) {
        return parsed(file).orElseThrow();
    }

    private static OptionalLong parsed(LandingFile file) {
        return file.name().matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(file.name())) : OptionalLong.empty();
    }
}
