package dev.ingest.wiring;

import dev.ingest.alert.Alert;
import dev.ingest.alert.AlertText;
import dev.ingest.alert.Alerts;
import dev.ingest.config.Settings;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.plan.RunMoment;
import dev.ingest.record.LastRun;
import dev.ingest.record.RunLines;
import dev.ingest.record.RunOrigin;
import dev.ingest.record.RunRecord;
import dev.ingest.record.RunRecorder;
import dev.ingest.record.lineage.DatasetPlaces;
import dev.ingest.record.lineage.LineageListener;
import dev.ingest.record.metric.MetricsFile;
import dev.ingest.report.history.History;
import dev.ingest.report.history.JobHistory;
import dev.ingest.report.reading.AuditTrail;
import dev.ingest.run.event.RunListener;
import dev.ingest.run.event.RunListeners;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told of a run besides its user. Nobody of them can make it fail, or hold up its end for long. */
public final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger("ingest");
    /** Of how many days the audit tells how jobs stand. */
    private static final int DAYS = 60;

    private final Path home;
    private final NoticeSettings settings;
    private final Set<String> jobs;
    private final RunOrigin origin;
    private final RunMoment moment;
    private final Clock clock;
    private final RunRecorder recorder;
    private final List<RunListener> listeners = new ArrayList<>();
    private final List<LineageListener> lineage = new ArrayList<>();
    private final List<Consumer<RunRecord>> ends = new ArrayList<>();
    private History before = History.of(Stream.empty());

    /** @param jobs names of those that are still to run; none: all that the audit knows */
    Notices(Path home, Settings settings, Set<String> jobs, RunOrigin origin, RunMoment moment) {
        this.home = home;
        this.settings = new NoticeSettings(settings, home);
        this.jobs = Set.copyOf(jobs);
        this.origin = origin;
        this.moment = moment;
        this.clock = Clock.system(moment.start().getZone());
        this.recorder = new RunRecorder(origin, moment, clock);
        listeners.add(recorder);
    }

    /** Tells the run as it goes too, a line of JSON an event. */
    public void tellLines(Consumer<String> out) {
        RunLines lines = new RunLines(origin, moment, clock, out);
        listeners.add(lines);
        recorder.watch(lines::ended);
        ends.add(lines::ended);
    }

    /** Tells those whom the settings name for lineage. */
    void tellLineage(DatasetPlaces places) {
        attempt(
                "read the settings of [lineage]",
                () -> settings.receivers().forEach(receiver -> {
                    LineageListener listener =
                            new LineageListener(settings.namespace(), origin, places, receiver, clock);
                    lineage.add(listener);
                    listeners.add(listener);
                    recorder.watch(listener::ended);
                }));
    }

    /** Hears the run, which begins now. */
    public RunListener listener() {
        attempt("read the audit", () -> {
            if (!settings.alerts().isEmpty()) {
                before = history();
            }
        });
        return new RunListeners(listeners);
    }

    /**
     * The run is over: all are told.
     *
     * @param exitCode what the process returns
     * @param reasons why it came to no job
     */
    public void ended(RunRecord.Status status, int exitCode, List<String> reasons) {
        RunRecord run = recorder.ended(status, exitCode, reasons);
        attempt("write metadata/last_run.json", () -> LastRun.write(metadata(), run));
        attempt("write the metrics", () -> {
            Optional<Path> file = settings.metrics();
            if (file.isPresent()) {
                MetricsFile.write(file.get(), run, history().jobs());
            }
        });
        ends.forEach(end -> end.accept(run));
        attempt("alert anybody", () -> alert(run));
        attempt("tell lineage", () -> lineage.forEach(each -> each.ended(run, settings.timeout())));
    }

    private void alert(RunRecord run) {
        Alerts alerts = settings.alerts();
        if (!alerts.isEmpty()) {
            new AlertText(settings.rules(), before).of(run).ifPresent(alert -> send(alerts, alert));
        }
    }

    private static List<Alerts.Sent> send(Alerts alerts, Alert alert) {
        List<Alerts.Sent> all = alerts.send(alert);
        all.forEach(sent -> sent.failure()
                .ifPresentOrElse(
                        failure -> LOG.warn("[ALERT] {} Nobody was told this way.", failure.getMessage()),
                        () -> LOG.info("[ALERT] Told {}: {}", sent.channel(), alert.title())));
        return all;
    }

    /**
     * Tries every channel with a message that says so.
     *
     * @throws IngestException (CONFIG) for a setting that cannot be
     */
    public List<Alerts.Sent> test() {
        return send(settings.demanded(), AlertText.test(origin, now()));
    }

    /**
     * Tells of jobs that are late, without a run.
     *
     * @return what came of it; empty when no job is late
     * @throws IngestException (CONFIG) for a setting that cannot be
     */
    public Optional<List<Alerts.Sent>> late() {
        Alerts alerts = settings.demanded();
        if (settings.rules().lateAfter().isEmpty()) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot tell which jobs are late: late_after is not set in [alerts]. Set it, as late_after = \"30h\".");
        }
        return new AlertText(settings.rules(), history()).late(origin, now()).map(alert -> send(alerts, alert));
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(clock.getZone());
    }

    /** What jobs that are still to run did of late; what of it is damaged says nothing. */
    private History history() {
        LocalDate today = now().toLocalDate();
        History all = new AuditTrail(metadata(), today).since(today.minusDays(DAYS), LOG::debug);
        List<JobHistory> ours = all.jobs().stream()
                .filter(job -> jobs.isEmpty() || jobs.contains(job.job()))
                .toList();
        return new History(ours, all.refused(), List.of(), List.of());
    }

    private Path metadata() {
        return home.resolve("metadata");
    }

    /** What tells somebody. */
    private interface Telling {
        void run() throws IOException;
    }

    private static void attempt(String what, Telling telling) {
        try {
            telling.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("Cannot {}: {} The run is as it is.", what, why(e));
        }
    }

    private static String why(Exception failure) {
        return failure instanceof IngestException expected ? expected.getMessage() : failure + ".";
    }
}
