package dev.ingest.alert;

import dev.ingest.alert.Alert.Fact;
import dev.ingest.alert.Alert.Item;
import dev.ingest.alert.Alert.Occasion;
import dev.ingest.config.DurationText;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobStatus;
import dev.ingest.job.name.Counted;
import dev.ingest.record.JobRecord;
import dev.ingest.record.JsonText;
import dev.ingest.record.RunOrigin;
import dev.ingest.record.RunRecord;
import dev.ingest.report.history.History;
import dev.ingest.report.history.JobHistory;
import dev.ingest.report.history.JobRun;
import dev.ingest.run.event.JobOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides whether a run is worth a message, and what it says. */
public final class AlertText {
    private static final String RUN = JobRun.WHOLE;
    /** So many loads make a usual number of rows. */
    private static final int FEWEST = 5;

    private static final int MOST = 30;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final AlertRules rules;
    private final History history;

    /** @param history what jobs that are still to run did before the run at hand */
    public AlertText(AlertRules rules, History history) {
        this.rules = rules;
        this.history = history;
    }

    /** A message that says nothing but that messages get there. */
    public static Alert test(RunOrigin origin, ZonedDateTime now) {
        return Alert.of(
                "ingest on " + origin.host() + ": a test, nothing is wrong",
                List.of(new Item(Occasion.TEST, RUN, "Messages of this home folder arrive here.")),
                List.of(
                        new Fact("Time", time(now)),
                        new Fact("Home", origin.home().toString())));
    }

    /** What is to be said of a run that is over; empty when it is as usual. */
    public Optional<Alert> of(RunRecord run) {
        List<Item> items = new ArrayList<>(failures(run));
        boolean well = items.isEmpty();
        Set<String> ended = run.jobs().stream().map(job -> job.outcome().name()).collect(Collectors.toSet());
        ZonedDateTime end = run.ended().atZone(run.moment().start().getZone());
        late(end).stream().filter(item -> !ended.contains(item.job())).forEach(items::add);
        run.jobs().stream()
                .map(JobRecord::outcome)
                .filter(outcome -> outcome.status() == JobStatus.SUCCESS)
                .forEach(outcome -> {
                    rows(outcome).ifPresent(items::add);
                    recovered(outcome).ifPresent(items::add);
                });
        if (well && !run.jobs().isEmpty()) {
            runsAgain().ifPresent(items::add);
        }
        return items.isEmpty() ? Optional.empty() : Optional.of(Alert.of(title(run, items), items, facts(run)));
    }

    /** What is to be said of jobs that are late, with no run at hand; empty when none is. */
    public Optional<Alert> late(RunOrigin origin, ZonedDateTime now) {
        List<Item> items = late(now);
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(Alert.of(
                        "ingest on " + origin.host() + ": " + Counted.of(items.size(), "job")
                                + (items.size() == 1 ? " is late" : " are late"),
                        items,
                        List.of(
                                new Fact("Time", time(now)),
                                new Fact("Home", origin.home().toString()))));
    }

    private static List<Item> failures(RunRecord run) {
        List<Item> items = new ArrayList<>();
        run.jobs().stream()
                .map(JobRecord::outcome)
                .filter(outcome -> outcome.status() != JobStatus.SUCCESS)
                .forEach(outcome -> items.add(new Item(Occasion.FAILED, outcome.name(), why(outcome))));
        boolean ofRun = run.status() == RunRecord.Status.REFUSED || run.status() == RunRecord.Status.LOCKED;
        if (ofRun || (run.status() == RunRecord.Status.FAILED && items.isEmpty())) {
            List<String> reasons = run.reasons().isEmpty() ? run.warnings() : run.reasons();
            items.add(new Item(Occasion.FAILED, RUN, String.join(" ", reasons)));
        }
        if (run.status() == RunRecord.Status.INTERRUPTED
                && run.planned() > run.jobs().size()) {
            items.add(new Item(
                    Occasion.FAILED,
                    RUN,
                    "The run was interrupted; "
                            + Counted.of(run.planned() - run.jobs().size(), "job")
                            + " did not begin. Run it again: ingest run."));
        }
        return items;
    }

    private static String why(JobOutcome outcome) {
        return outcome.failure()
                .map(failure ->
                        failure instanceof IngestException expected ? expected.getMessage() : failure.toString())
                .orElse("no cause known");
    }

    private List<Item> late(ZonedDateTime now) {
        List<Item> items = new ArrayList<>();
        rules.lateAfter()
                .ifPresent(
                        longest -> history.jobs()
                                .forEach(
                                        job -> job.lastSuccess()
                                                .filter(last -> last.ended()
                                                        .isBefore(now.toLocalDateTime()
                                                                .minus(longest)))
                                                .ifPresent(
                                                        last -> items.add(
                                                                new Item(
                                                                        Occasion.LATE,
                                                                        job.job(),
                                                                        "It last succeeded at "
                                                                                + TIME.format(last.ended())
                                                                                + ", more than "
                                                                                + DurationText.of(longest)
                                                                                + " ago. See whether the nightly run is still scheduled, and what its log says.")))));
        return items;
    }

    private Optional<Item> rows(JobOutcome outcome) {
        return rules.rowsFactor()
                .flatMap(factor -> usual(outcome.name())
                        .filter(usual -> unusual(BigDecimal.valueOf(outcome.rows()), BigDecimal.valueOf(usual), factor))
                        .map(usual -> new Item(
                                Occasion.ROWS,
                                outcome.name(),
                                String.format(
                                        Locale.ROOT,
                                        "%,d rows landed, where %,d are usual. See whether the source is as it should be.",
                                        outcome.rows(),
                                        usual))));
    }

    /** The median; absent while too few loads tell it, or where most find nothing. */
    private Optional<Long> usual(String job) {
        List<Long> rows = history.job(job).stream()
                .flatMap(JobHistory::successes)
                .limit(MOST)
                .map(JobRun::rows)
                .sorted()
                .toList();
        return rows.size() < FEWEST
                ? Optional.empty()
                : Optional.of(rows.get(rows.size() / 2)).filter(median -> median > 0);
    }

    private static boolean unusual(BigDecimal rows, BigDecimal usual, BigDecimal factor) {
        return rows.compareTo(usual.multiply(factor)) > 0
                || rows.multiply(factor).compareTo(usual) < 0;
    }

    private Optional<Item> recovered(JobOutcome outcome) {
        List<JobRun> failed = history.job(outcome.name()).stream()
                .flatMap(job -> job.runs().stream().takeWhile(run -> !run.succeeded()))
                .toList();
        if (!rules.recovery() || failed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Item(
                Occasion.RECOVERED,
                outcome.name(),
                String.format(
                        Locale.ROOT,
                        "It succeeded again, with %,d rows; it had failed since %s.",
                        outcome.rows(),
                        TIME.format(failed.get(failed.size() - 1).ended()))));
    }

    /** The run before this one came to no job. */
    private Optional<Item> runsAgain() {
        Optional<LocalDateTime> refused = history.refused().stream().findFirst().map(JobRun::ended);
        boolean newest = refused.isPresent()
                && history.jobs().stream().noneMatch(job -> job.last().ended().isAfter(refused.get()));
        return Optional.of(new Item(Occasion.RECOVERED, RUN, "Jobs run again; the run before came to none."))
                .filter(item -> rules.recovery() && newest);
    }

    private static String title(RunRecord run, List<Item> items) {
        Occasion worst =
                items.stream().map(Item::occasion).min(Occasion::compareTo).orElse(Occasion.TEST);
        return "ingest on " + run.origin().host() + ": "
                + switch (worst) {
                    case FAILED -> failed(run);
                    case LATE -> few(items, Occasion.LATE) + " late";
                    case ROWS -> few(items, Occasion.ROWS) + " not as large as usual";
                    case RECOVERED, TEST ->
                        run.count(JobStatus.SUCCESS) + " of " + Counted.of(run.planned(), "job")
                                + " succeeded, after a failure";
                };
    }

    private static String few(List<Item> items, Occasion occasion) {
        long count = items.stream().filter(item -> item.occasion() == occasion).count();
        return Counted.of(count, "job") + (count == 1 ? " is" : " are");
    }

    private static String failed(RunRecord run) {
        return switch (run.status()) {
            case REFUSED -> "the run was refused, no job ran";
            case LOCKED -> "the run was locked out by another, no job ran";
            case INTERRUPTED -> "the run was interrupted";
            default ->
                run.jobs().isEmpty()
                        ? "the run failed, no job ran"
                        : run.count(JobStatus.FAILED) + " of " + Counted.of(run.planned(), "job") + " failed";
        };
    }

    private static List<Fact> facts(RunRecord run) {
        Duration took = run.duration();
        return List.of(
                new Fact("Started", time(run.moment().start())),
                new Fact("Took", took.toSeconds() + " s, exit code " + run.exitCode()),
                new Fact("Home", run.origin().home().toString()),
                new Fact("Log", run.origin().log().toString()));
    }

    private static String time(ZonedDateTime moment) {
        return TIME.format(moment) + " " + JsonText.zone(moment.getZone());
    }
}
