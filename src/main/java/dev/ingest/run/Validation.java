package dev.ingest.run;

import dev.ingest.config.Finding;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobKey;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.job.name.Naming;
import dev.ingest.job.name.Printable;
import dev.ingest.landing.FolderNames;
import dev.ingest.plan.PlanInputs;
import dev.ingest.plan.Planned;
import dev.ingest.plan.Planner;
import dev.ingest.plan.RunMoment;
import dev.ingest.plan.TableFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Everything that can be known about jobs without asking a source or the lake; finds every fault at once. */
public final class Validation {
    private final Planner planner;
    private final SourceOpener sources;
    private final FolderNames names;

    public Validation(Planner planner, SourceOpener sources, FolderNames names) {
        this.planner = planner;
        this.sources = sources;
        this.names = names;
    }

    /** The rows, divided into those that can run and those that cannot. */
    public JobList judged(JobList rows, RunMoment moment) {
        List<Job> sound = new ArrayList<>();
        List<RefusedJob> refused = new ArrayList<>(rows.refused());
        judge(rows.sound(), job -> true, moment, (job, planned) -> sound.add(job), refused::add);
        return new JobList(sound, refused);
    }

    /**
     * Judges those of {@code jobs} that are {@code wanted}, one after the other.
     *
     * @param sound takes each that can run, with the plan as far as the workbook alone tells
     * @param refused takes each that cannot
     */
    void judge(
            List<Job> jobs,
            Predicate<Job> wanted,
            RunMoment moment,
            BiConsumer<Job, Planned> sound,
            Consumer<RefusedJob> refused) {
        Map<JobKey, List<Job>> places = places(jobs);
        for (Job job : jobs) {
            if (!wanted.test(job)) {
                continue;
            }
            Planned planned = offline(job, moment);
            List<Finding> findings = findings(job, places, planned);
            if (findings.isEmpty()) {
                sound.accept(job, planned);
            } else {
                refused.accept(new RefusedJob(job.name(), key(job), findings));
            }
        }
    }

    private Planned offline(Job job, RunMoment moment) {
        return planner.plan(
                job.row(),
                job.settings(),
                moment,
                PlanInputs.workbook(job.row()
                        .cursor()
                        .lastWatermark()
                        .map(text -> new Watermark(text, Watermark.Origin.COMMITTED))));
    }

    private List<Finding> findings(Job job, Map<JobKey, List<Job>> places, Planned planned) {
        List<Finding> findings = new ArrayList<>();
        key(job).ifPresent(key -> {
            List<Job> others = places.getOrDefault(place(key), List.of()).stream()
                    .filter(other -> !other.equals(job))
                    .toList();
            if (!others.isEmpty()) {
                findings.add(sharing(job, key, others));
            }
            findings.addAll(unnameable(job.row(), key));
        });
        findings.addAll(planned.findings());
        findings.addAll(sources.check(job));
        jobsAtOnce(job).ifPresent(findings::add);
        return findings.stream().distinct().toList();
    }

    /** The plan does not need to know it. */
    private static Optional<Finding> jobsAtOnce(Job job) {
        try {
            job.settings().value(SettingCatalog.SOURCE_JOBS);
            return Optional.empty();
        } catch (IngestException e) {
            return Optional.of(job.row().finding(JobColumn.SOURCE_NAME, e.getMessage()));
        }
    }

    /** The jobs by where they land, as the store tells folders apart. */
    private Map<JobKey, List<Job>> places(List<Job> jobs) {
        Map<JobKey, List<Job>> places = new HashMap<>();
        jobs.forEach(job -> key(job).ifPresent(key ->
                places.computeIfAbsent(place(key), place -> new ArrayList<>()).add(job)));
        return places;
    }

    private JobKey place(JobKey key) {
        return new JobKey(names.folded(key.dataset()), names.folded(key.table()));
    }

    /** Empty when a setting keeps it from being told, which the plan says. */
    private static Optional<JobKey> key(Job job) {
        try {
            return Optional.of(job.key());
        } catch (IngestException e) {
            return Optional.empty();
        }
    }

    private Finding sharing(Job job, JobKey key, List<Job> others) {
        String cells = others.stream()
                .map(other -> other.row().finding(JobColumn.TABLE_NAME, "").place())
                .collect(Collectors.joining(", "));
        boolean folded = others.stream().anyMatch(other -> !other.key().equals(key));
        return job.row()
                .finding(
                        JobColumn.TABLE_NAME,
                        "this job lands in '" + Printable.of(key.toString()) + "', as "
                                + (others.size() == 1 ? "the one of " : "those of ") + cells
                                + (others.size() == 1 ? " does" : " do")
                                + (folded ? ", names that the lake's file system makes one" : "")
                                + ". Disable all but one of them, or give each another source_name"
                                + (folded || !direct(job, others)
                                        ? "."
                                        : ", or set naming = \"direct\" in [sources."
                                                + job.row().sourceName() + "], which keeps names as they are."));
    }

    /** Whether names that are kept as they are would keep the jobs apart. */
    private boolean direct(Job job, List<Job> others) {
        String own = job.row().table().joined();
        return job.settings().value(SettingCatalog.NAMING) != Naming.DIRECT
                && others.stream()
                        .noneMatch(other ->
                                names.folded(other.row().table().joined()).equals(names.folded(own)));
    }

    private List<Finding> unnameable(JobRow row, JobKey key) {
        List<Finding> findings = new ArrayList<>();
        names.fault(key.dataset())
                .ifPresent(why -> findings.add(row.finding(
                        JobColumn.SOURCE_NAME,
                        "the source would land in the folder '" + key.dataset() + "': " + why
                                + ". Give it another name.")));
        String folded = names.folded(key.table());
        names.fault(key.table())
                .or(() -> TableFolder.isTaken(folded) && !TableFolder.isTaken(key.table())
                        ? Optional.of("the lake's file system makes it '" + folded
                                + "', which dlt or this tool keeps for itself")
                        : Optional.empty())
                .ifPresent(why -> findings.add(row.finding(
                        JobColumn.TABLE_NAME,
                        "the table would land in the folder '" + Printable.of(key.table()) + "': " + why
                                + ". Write the table with its schema, or load a view of another name.")));
        return findings;
    }
}
