package dev.ingest.wiring;

import dev.ingest.config.EngineKind;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.Settings;
import dev.ingest.engine.Engine;
import dev.ingest.engine.local.LocalEngine;
import dev.ingest.engine.spark.SparkCluster;
import dev.ingest.engine.spark.SparkEngine;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.run.EngineChoice;
import dev.ingest.run.Job;
import dev.ingest.spark.OwnClasses;
import java.nio.file.Path;
import java.util.List;

/** The engines that settings name; nothing of Spark is touched where none names it. */
final class Engines {
    private final Settings settings;
    private final Path home;
    private final Path secretsFile;

    /**
     * @param secretsFile the secrets, from {@code home}
     */
    Engines(Settings settings, Path home, Path secretsFile) {
        this.settings = settings;
        this.home = home;
        this.secretsFile = secretsFile;
    }

    /** The engines of a run of so many jobs at once. */
    EngineChoice choice(int jobsAtOnce) {
        Engine local = new LocalEngine(jobsAtOnce);
        return job -> wanted(job.settings()) == EngineKind.SPARK ? List.of(spark(job), local) : List.of(local);
    }

    /** How many slices of a table with these settings are read at once. */
    int readers(SettingScope table) {
        return wanted(table) == EngineKind.SPARK && OwnClasses.isSparkAround()
                ? new SparkCluster().cores()
                : Runtime.getRuntime().availableProcessors();
    }

    private EngineKind wanted(SettingScope table) {
        return table.value(SettingCatalog.TABLE_ENGINE)
                .orElseGet(() -> settings.global("runtime").value(SettingCatalog.ENGINE));
    }

    private Engine spark(Job job) {
        if (!OwnClasses.isSparkAround()) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot load " + job.name()
                            + " on Spark, as engine = \"spark\" says: this process was not started by"
                            + " Spark. Start it by spark-submit --class dev.ingest.Main ingest.jar run --home " + home
                            + ", or set engine to local.");
        }
        return new SparkEngine(new SparkCluster(), home, secretsFile);
    }
}
