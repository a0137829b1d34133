package dev.ingest.config;

import dev.ingest.config.SettingCatalog.Group;
import dev.ingest.config.notice.MailSecurity;
import dev.ingest.config.notice.WebhookForm;
import dev.ingest.secret.Secret;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings by which others are told of runs: people by alerts, programs by metrics and lineage. */
public final class NoticeCatalog {
    public static final Setting<Optional<String>> PROMETHEUS_FILE = new Setting<>(
            "prometheus_file",
            Optional.empty(),
            "file, `….prom`",
            "Where each run writes its metrics for node_exporter's textfile collector, from the home folder; nowhere when not set.",
            SettingParsers::prometheusFile);

    public static final Setting<Optional<String>> LINEAGE_URL = new Setting<>(
            "openlineage_url",
            Optional.empty(),
            "URL",
            "A service that takes OpenLineage's events, as `https://marquez:5000`; `/api/v1/lineage` is added to a bare address.",
            Optional::of);
    public static final Setting<Optional<Secret>> LINEAGE_KEY = new Setting<>(
            "openlineage_api_key",
            Optional.empty(),
            "secret",
            "What is shown to that service, as a bearer token.",
            SettingParsers::secret);
    public static final Setting<Optional<String>> LINEAGE_FILE = new Setting<>(
            "openlineage_file",
            Optional.empty(),
            "file",
            "A file that grows by a line an event, from the home folder; both may be set.",
            Optional::of);
    public static final Setting<String> LINEAGE_NAMESPACE = new Setting<>(
            "openlineage_namespace", "ingest", "name", "The namespace of jobs in those events.", text -> text);

    public static final Setting<Optional<Secret>> WEBHOOK_URL = new Setting<>(
            "webhook_url",
            Optional.empty(),
            "secret",
            "An address that takes a message over HTTP when a run fails; nobody is told this way when not set.",
            SettingParsers::secret);
    public static final Setting<WebhookForm> WEBHOOK_FORM = new Setting<>(
            "webhook_form",
            WebhookForm.JSON,
            "`teams` · `slack` · `json`",
            "The form of that message: a card for a workflow of Teams, blocks for Slack, or JSON for anything else.",
            SettingParsers.choice(WebhookForm.class));
    public static final Setting<Optional<String>> SMTP_HOST = new Setting<>(
            "smtp_host",
            Optional.empty(),
            "name",
            "A server that takes mail when a run fails; nobody is told this way when not set.",
            Optional::of);
    public static final Setting<Optional<Integer>> SMTP_PORT = new Setting<>(
            "smtp_port",
            Optional.empty(),
            "number",
            "Its port; 587, 465 or 25 by `smtp_security` when not set.",
            text -> Optional.of(SettingParsers.whole(1, 65_535).apply(text)));
    public static final Setting<MailSecurity> SMTP_SECURITY = new Setting<>(
            "smtp_security",
            MailSecurity.STARTTLS,
            "`starttls` · `tls` · `none`",
            "How it is spoken to; its certificate must be one that this machine trusts, and be its name's.",
            SettingParsers.choice(MailSecurity.class));
    public static final Setting<Optional<String>> SMTP_USERNAME =
            new Setting<>("smtp_username", Optional.empty(), "name", "The login, where it asks for one.", Optional::of);
    public static final Setting<Optional<Secret>> SMTP_PASSWORD =
            new Setting<>("smtp_password", Optional.empty(), "secret", "The login's password.", SettingParsers::secret);
    public static final Setting<Optional<String>> MAIL_FROM = new Setting<>(
            "mail_from", Optional.empty(), "address", "Who sends the mail, required with `smtp_host`.", Optional::of);
    public static final Setting<Optional<String>> MAIL_TO = new Setting<>(
            "mail_to",
            Optional.empty(),
            "addresses",
            "Who gets it, with commas between them, required with `smtp_host`.",
            Optional::of);
    public static final Setting<Boolean> EVENT_LOG = new Setting<>(
            "event_log",
            false,
            "`true` · `false`",
            "Whether a run that fails leaves an event in Windows' event log.",
            SettingParsers::flag);
    public static final Setting<Boolean> ALERT_ON_RECOVERY = new Setting<>(
            "alert_on_recovery",
            true,
            "`true` · `false`",
            "Whether the first success after a failure is told too.",
            SettingParsers::flag);
    public static final Setting<Optional<Duration>> LATE_AFTER = new Setting<>(
            "late_after",
            Optional.empty(),
            "duration",
            "How long after its last success an enabled job is late, which is told then; never when not set.",
            text -> Optional.of(SettingParsers.positiveDuration(text)));
    public static final Setting<Optional<BigDecimal>> ROWS_FACTOR = new Setting<>(
            "rows_factor",
            Optional.empty(),
            "number above 1, as `3`",
            "By what factor the rows of a job may be more or fewer than the median of its last 30 loads before that is told;"
                    + " by any when not set.",
            SettingParsers::factor);
    public static final Setting<Duration> ALERT_TIMEOUT = new Setting<>(
            "alert_timeout",
            Duration.ofSeconds(30),
            "duration",
            "How long a run waits at its end for those who are told, further attempts included.",
            SettingParsers::positiveDuration);

    private NoticeCatalog() {}

    /** As {@link SettingCatalog#all} has them. */
    static List<Group> groups() {
        return List.of(
                new Group(
                        "[alerts]",
                        List.of(
                                WEBHOOK_URL,
                                WEBHOOK_FORM,
                                SMTP_HOST,
                                SMTP_PORT,
                                SMTP_SECURITY,
                                SMTP_USERNAME,
                                SMTP_PASSWORD,
                                MAIL_FROM,
                                MAIL_TO,
                                EVENT_LOG,
                                ALERT_ON_RECOVERY,
                                LATE_AFTER,
                                ROWS_FACTOR,
                                ALERT_TIMEOUT)),
                new Group("[metrics]", List.of(PROMETHEUS_FILE)),
                new Group("[lineage]", List.of(LINEAGE_URL, LINEAGE_KEY, LINEAGE_FILE, LINEAGE_NAMESPACE)));
    }
}
