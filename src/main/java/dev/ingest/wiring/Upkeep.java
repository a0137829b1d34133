package dev.ingest.wiring;

import dev.ingest.commit.audit.AuditLog;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;

/** What a home need not keep any longer. */
public final class Upkeep {
    private final Path home;
    private final SettingScope runtime;

    Upkeep(Path home, SettingScope runtime) {
        this.home = home;
        this.runtime = runtime;
    }

    /** How long audits are kept. */
    Duration auditsKept() {
        return runtime.value(SettingCatalog.AUDITS_KEPT);
    }

    /** How long manifests are kept that no job asks for any more. */
    Duration manifestsKept() {
        return runtime.value(SettingCatalog.MANIFESTS_KEPT);
    }

    /** Deletes audits that are older than they are kept. */
    public void prune(LocalDate today) {
        new AuditLog(home.resolve("metadata"), today)
                .prune(today.minusDays(auditsKept().toDays()));
    }
}
