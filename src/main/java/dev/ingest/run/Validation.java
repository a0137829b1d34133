package dev.ingest.run;

import dev.ingest.config.FaultyRow;
import dev.ingest.config.Finding;
import dev.ingest.config.JobColumn;
import dev.ingest.config.JobRow;
import dev.ingest.config.SettingCatalog;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobKey;
import dev.ingest.job.Naming;
import dev.ingest.job.Printable;
import dev.ingest.job.Watermark;
import dev.ingest.landing.FolderNames;
import dev.ingest.plan.Known;
import dev.ingest.plan.Planned;
import dev.ingest.plan.Planner;
import dev.ingest.plan.RunMoment;
import dev.ingest.plan.TableFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    public JobList judged(List<Job> jobs, List<FaultyRow> faulty, RunMoment moment) {
        Map<JobKey, List<Job>> places = places(jobs);
        List<Job> sound = new ArrayList<>();
        List<RefusedJob> refused = new ArrayList<>();
        faulty.forEach(row -> refused.add(new RefusedJob(row.name(), Optional.empty(), row.findings())));
        for (Job job : jobs) {
            List<Finding> findings = findings(job, places, moment);
            if (findings.isEmpty()) {
                sound.add(job);
            } else {
                refused.add(new RefusedJob(job.name(), key(job), findings));
            }
        }
        return new JobList(sound, refused);
    }

    /** The plan as far as the workbook alone tells. */
    static Planned offline(Planner planner, Job job, RunMoment moment) {
        return planner.plan(
                job.row(),
                job.settings(),
                moment,
                Known.workbook(job.row().lastWatermark().map(text -> new Watermark(text, Watermark.Origin.COMMITTED))));
    }

    private List<Finding> findings(Job job, Map<JobKey, List<Job>> places, RunMoment moment) {
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
        findings.addAll(offline(planner, job, moment).findings());
        findings.addAll(sources.check(job));
        return findings.stream().distinct().toList();
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
