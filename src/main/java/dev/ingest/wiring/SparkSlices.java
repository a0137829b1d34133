package dev.ingest.wiring;

import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.engine.local.LocalEngine;
import dev.ingest.engine.spark.SliceAnswer;
import dev.ingest.engine.spark.SliceOrder;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.landing.LandingStore;
import dev.ingest.source.Source;
import java.nio.file.Path;

/** What an executor does with an order: source and lake are opened by the secrets that it reaches itself. */
public final class SparkSlices {
    private SparkSlices() {}

    /** Stages a slice; order and answer are JSON. */
    public static String stage(String json) {
        SliceOrder order = SliceOrder.read(json);
        JobPlan plan = order.plan();
        Path home = Path.of(order.home());
        HomeSettings written = HomeSettings.read(home, Path.of(order.secrets()), System.getenv());
        SettingScope filesystem = written.settings().global("destination", "filesystem");
        try (Sources sources = new Sources(
                        written.settings(),
                        scope -> written.logins().shared().token(scope),
                        home.resolve("metadata").resolve("tokens"));
                LandingStore store = LandingStores.of(
                                filesystem.value(SettingCatalog.BUCKET_URL).orElseThrow(),
                                written.settings().global("destination", "filesystem", "credentials"),
                                written.logins(),
                                home)
                        .opener()
                        .get();
                Source source = sources.connector(
                                plan.reading().type(),
                                plan.reading().section().keys().get(1))
                        .session()) {
            LoadResult result = new LocalEngine().load(plan, order.ticket(), source, store, RowHashes.NONE);
            return SliceAnswer.of(result).json();
        }
    }
}
