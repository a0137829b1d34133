package dev.ingest.wiring;

import dev.ingest.alert.AlertChannel;
import dev.ingest.alert.AlertRules;
import dev.ingest.alert.Alerts;
import dev.ingest.alert.eventlog.EventLog;
import dev.ingest.alert.mail.Mail;
import dev.ingest.alert.mail.MailServer;
import dev.ingest.alert.webhook.Webhook;
import dev.ingest.config.NoticeCatalog;
import dev.ingest.config.Setting;
import dev.ingest.config.SettingScope;
import dev.ingest.config.Settings;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.outbound.Delivery;
import dev.ingest.outbound.HttpPost;
import dev.ingest.record.lineage.LineageFile;
import dev.ingest.record.lineage.LineageReceiver;
import dev.ingest.record.lineage.LineageService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What {@code [alerts]}, {@code [metrics]} and {@code [lineage]} come to. */
final class NoticeSettings {
    private final SettingScope alerts;
    private final SettingScope metrics;
    private final SettingScope lineage;
    private final Path home;

    NoticeSettings(Settings settings, Path home) {
        this.alerts = settings.global("alerts");
        this.metrics = settings.global("metrics");
        this.lineage = settings.global("lineage");
        this.home = home;
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IngestException (CONFIG) naming the key
     */
    void check() {
        alerts();
        rules();
        metrics();
        receivers();
    }

    /**
     * Who is told, where somebody has to be.
     *
     * @throws IngestException (CONFIG) when nobody is
     */
    Alerts demanded() {
        Alerts all = alerts();
        if (all.isEmpty()) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot tell anybody: [alerts] names no way. Set webhook_url, smtp_host or event_log; looked for "
                            + alerts.lookedFor(NoticeCatalog.WEBHOOK_URL.key()) + ".");
        }
        return all;
    }

    /** Who is told of failures. */
    Alerts alerts() {
        List<AlertChannel> channels = new ArrayList<>();
        alerts.value(NoticeCatalog.WEBHOOK_URL)
                .ifPresent(url -> channels.add(understood(
                        alerts,
                        NoticeCatalog.WEBHOOK_URL,
                        () -> new Webhook(url, alerts.value(NoticeCatalog.WEBHOOK_FORM)))));
        alerts.value(NoticeCatalog.SMTP_HOST).ifPresent(host -> channels.add(mail(host)));
        if (alerts.value(NoticeCatalog.EVENT_LOG)) {
            if (!EventLog.isHere()) {
                throw refused(alerts, NoticeCatalog.EVENT_LOG, "this machine has no event log of Windows'");
            }
            channels.add(new EventLog());
        }
        return new Alerts(channels, Delivery.within(timeout()));
    }

    private Mail mail(String host) {
        String from = required(NoticeCatalog.MAIL_FROM);
        String to = required(NoticeCatalog.MAIL_TO);
        MailServer server = new MailServer(
                host,
                alerts.value(NoticeCatalog.SMTP_PORT)
                        .orElseGet(
                                () -> alerts.value(NoticeCatalog.SMTP_SECURITY).usualPort()),
                alerts.value(NoticeCatalog.SMTP_SECURITY),
                alerts.value(NoticeCatalog.SMTP_USERNAME),
                alerts.value(NoticeCatalog.SMTP_PASSWORD),
                timeout());
        return understood(alerts, NoticeCatalog.MAIL_TO, () -> new Mail(server, from, to));
    }

    private String required(Setting<Optional<String>> setting) {
        return alerts.value(setting)
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot send mail: " + setting.key() + " is not set, smtp_host is. Looked for "
                                + alerts.lookedFor(setting.key()) + ". Set it in one of them."));
    }

    /** How long a run waits at its end for those who are told. */
    Duration timeout() {
        return alerts.value(NoticeCatalog.ALERT_TIMEOUT);
    }

    /** What they are told of. */
    AlertRules rules() {
        return new AlertRules(
                alerts.value(NoticeCatalog.ALERT_ON_RECOVERY),
                alerts.value(NoticeCatalog.LATE_AFTER),
                alerts.value(NoticeCatalog.ROWS_FACTOR));
    }

    /** Where metrics go. */
    Optional<Path> metrics() {
        return metrics.value(NoticeCatalog.PROMETHEUS_FILE).map(home::resolve);
    }

    /** The namespace of jobs in lineage. */
    String namespace() {
        return lineage.value(NoticeCatalog.LINEAGE_NAMESPACE);
    }

    /** Who takes lineage. */
    List<LineageReceiver> receivers() {
        List<LineageReceiver> receivers = new ArrayList<>();
        lineage.value(NoticeCatalog.LINEAGE_FILE)
                .map(home::resolve)
                .map(LineageFile::new)
                .ifPresent(receivers::add);
        lineage.value(NoticeCatalog.LINEAGE_URL)
                .ifPresent(url -> receivers.add(understood(
                        lineage,
                        NoticeCatalog.LINEAGE_URL,
                        () -> new LineageService(
                                HttpPost.address(url),
                                lineage.value(NoticeCatalog.LINEAGE_KEY),
                                Delivery.within(timeout())))));
        return receivers;
    }

    private static <T> T understood(SettingScope scope, Setting<?> setting, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw refused(scope, setting, "it " + e.getMessage());
        }
    }

    private static IngestException refused(SettingScope scope, Setting<?> setting, String why) {
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot use the setting " + setting.key() + ": " + why + ". Correct it; it is one of "
                        + scope.lookedFor(setting.key()) + ".");
    }
}
