package dev.ingest.wiring;

import dev.ingest.config.SettingScope;
import dev.ingest.engine.local.LocalEngine;
import dev.ingest.engine.spark.SliceAnswer;
import dev.ingest.engine.spark.SliceOrder;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StagingTicket;
import dev.ingest.landing.LandingStore;
import dev.ingest.run.watch.JobWatch;
import dev.ingest.run.watch.Watchdog;
import dev.ingest.source.Source;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an executor does with an order: source and lake are opened by the secrets that it reaches itself. */
public final class SparkSlices {
    private static final int LOADS_KNOWN = 64;

    /** Slices of a load ask vault and logins once a process; the next load asks anew. */
    private static final Map<Place, HomeSettings> KNOWN = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, HomeSettings> eldest) {
            return size() > LOADS_KNOWN;
        }
    });

    private record Place(StagingTicket load, String home, String secrets) {}

    private SparkSlices() {}

    /** Stages a slice; order and answer are JSON. */
    public static String stage(String json) {
        return answer(SliceOrder.read(json)).json();
    }

    private static SliceAnswer answer(SliceOrder order) {
        try {
            HomeSettings written = KNOWN.computeIfAbsent(
                    new Place(order.ticket(), order.home(), order.secrets()), place -> settings(order));
            return stage(order, written, Path.of(order.home()));
        } catch (IngestException e) {
            return SliceAnswer.failed(located(e));
        }
    }

    /** What an executor lacks, the driver may well have. */
    private static IngestException located(IngestException failure) {
        if (failure.kind() != FailureKind.CONFIG && failure.kind() != FailureKind.SECRET) {
            return failure;
        }
        String place = " So says an executor on " + hostName()
                + ", which has an environment and files of its own: see \"What executors need\" in the page about Spark.";
        return new IngestException(failure.kind(), failure.outlook(), failure.getMessage() + place, failure);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "a machine without a name";
        }
    }

    /** The files of the home where this machine sees it; else those that Spark put into the process's folder. */
    private static HomeSettings settings(SliceOrder order) {
        Path home = Path.of(order.home());
        Path secrets = Path.of(order.secrets());
        Path here = Path.of("").toAbsolutePath();
        Path config = secrets.resolveSibling("config.toml");
        return Files.exists(home.resolve(secrets)) || Files.exists(home.resolve(config))
                ? HomeSettings.read(home, secrets, System.getenv())
                : HomeSettings.read(here, secrets.getFileName(), System.getenv());
    }

    private static SliceAnswer stage(SliceOrder order, HomeSettings written, Path home) {
        JobPlan plan = order.plan();
        String lake = HomeSettings.destination(written.settings());
        SettingScope login = written.settings().global("destination", "filesystem", "credentials");
        try (Sources sources = new Sources(
                        written.settings(),
                        scope -> written.logins().shared().token(scope),
                        home.resolve("metadata").resolve("tokens"));
                LandingStore store = LandingStores.of(lake, login, written.logins(), home)
                        .opener()
                        .get();
                Source source = sources.connector(
                                plan.reading().type(),
                                plan.reading().section().keys().get(1))
                        .session();
                Watchdog watchdog = new Watchdog(written.limits(), 1, sentence -> {});
                JobWatch watch = watchdog.over(plan.name())) {
            LoadResult result = staged(order, source, store, watch);
            return SliceAnswer.staged(result, watch.progress().now().bytes());
        }
    }

    private static LoadResult staged(SliceOrder order, Source source, LandingStore store, JobWatch watch) {
        int atOnce = order.atOnce() > 0 ? order.atOnce() : Runtime.getRuntime().availableProcessors();
        try {
            LoadResult result = new LocalEngine(atOnce)
                    .load(order.plan(), order.ticket(), watch.reads(source), store, RowHashes.NONE);
            watch.check();
            return result;
        } catch (IngestException e) {
            throw watch.explained(e);
        }
    }
}
