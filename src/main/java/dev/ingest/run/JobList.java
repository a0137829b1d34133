package dev.ingest.run;

import dev.ingest.job.JobKey;
import dev.ingest.job.JobStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The enabled rows of the workbook.
 *
 * @param sound what can run, as far as the workbook and the settings tell, in sheet order
 * @param refused what cannot, in sheet order
 */
public record JobList(List<Job> sound, List<RefusedJob> refused) {
    public JobList {
        sound = List.copyOf(sound);
        refused = List.copyOf(refused);
    }

    /** Jobs of which none is refused. */
    public static JobList of(List<Job> sound) {
        return new JobList(sound, List.of());
    }

    /** The rows that {@code selection} wants. */
    public JobList selected(JobSelection selection, Supplier<Map<String, JobStatus>> lastOutcomes) {
        Predicate<String> wanted = selection.names(lastOutcomes);
        return new JobList(
                sound.stream().filter(job -> wanted.test(job.name())).toList(),
                refused.stream().filter(job -> wanted.test(job.name())).toList());
    }

    /** The names of all rows, for near matches. */
    public List<String> names() {
        return Stream.concat(sound.stream().map(Job::name), refused.stream().map(RefusedJob::name))
                .toList();
    }

    /** The datasets of all rows of which that can be told. */
    public List<String> datasets() {
        return keys().map(JobKey::dataset).distinct().toList();
    }

    /** The keys of all rows of which they can be told. */
    Stream<JobKey> keys() {
        return Stream.concat(sound.stream().map(Job::key), refused.stream().flatMap(job -> job.key().stream()));
    }

    int size() {
        return sound.size() + refused.size();
    }
}
