package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.FakeScope;
import dev.ingest.config.JobOrder;
import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.job.JobStatus;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.watch.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers whose jobs only note that they begin; those that should run side by side wait for each other. */
@Timeout(60)
class JobWorkersTest {
    private final List<String> begun = new ArrayList<>();
    private final FakeScope crm = new FakeScope();
    private final FakeScope erp = new FakeScope();
    private final List<Job> jobs = List.of(
            job("crm", "small", crm), job("crm", "huge", crm), job("erp", "new", erp), job("erp", "middling", erp));
    private final Map<String, Duration> took = Map.of(
            "crm.small", Duration.ofSeconds(1),
            "crm.huge", Duration.ofHours(2),
            "erp.middling", Duration.ofMinutes(3));

    private static Job job(String source, String table, FakeScope settings) {
        return new Job(JobRows.full(table).with(JobColumn.SOURCE_NAME, source).row(), settings);
    }

    private JobOutcome note(Job job) {
        synchronized (begun) {
            begun.add(job.name());
        }
        return new JobOutcome(
                job.name(), JobStatus.SUCCESS, 0, Duration.ZERO, Optional.empty(), 0, 0, Optional.empty());
    }

    private List<String> run(int atOnce, JobOrder order, Function<Job, JobOutcome> runner) {
        JobQueue queue = new JobQueue(
                new JobSequence(order, took).of(jobs), job -> job.row().sourceName());
        return new JobWorkers(atOnce, new StopSignal())
                .run(jobs, queue, runner).stream().map(JobOutcome::name).toList();
    }

    private List<String> sheet() {
        return jobs.stream().map(Job::name).toList();
    }

    @Test
    void theWorkbooksOrderIsKept() {
        assertEquals(sheet(), run(1, JobOrder.WORKBOOK, this::note));
        assertEquals(sheet(), begun);
    }

    @Test
    void theLongestBeginFirstBehindThoseThatNeverSucceeded() {
        List<String> told = run(1, JobOrder.LONGEST_FIRST, this::note);
        assertEquals(List.of("erp.new", "crm.huge", "erp.middling", "crm.small"), begun);
        assertEquals(sheet(), told, "what became of them is told in the workbook's order");
    }

    @Test
    void jobsOfWhichNothingIsKnownKeepTheWorkbooksOrder() {
        assertEquals(jobs, new JobSequence(JobOrder.LONGEST_FIRST, Map.of()).of(jobs));
    }

    @Test
    void historyIsNotAskedWhereItDoesNotMatter() {
        RunLimits limits = new RunLimits(1, JobOrder.WORKBOOK, new Night(java.nio.file.Path.of("unused")).patience);
        JobSequence sequence = JobSequence.of(limits, () -> {
            throw new AssertionError("nobody needs it");
        });
        assertEquals(jobs, sequence.of(jobs));
    }

    @Test
    void aSourceNeverHasMoreJobsThanItsSettingAllows() {
        crm.with("parallel_jobs", "1");
        AtomicInteger reading = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier pair = new CyclicBarrier(2);
        run(4, JobOrder.WORKBOOK, job -> {
            if (job.row().sourceName().equals("crm")) {
                most.accumulateAndGet(reading.incrementAndGet(), Math::max);
            }
            meet(pair);
            if (job.row().sourceName().equals("crm")) {
                reading.decrementAndGet();
            }
            return note(job);
        });
        assertEquals(1, most.get());
        assertEquals(4, begun.size());
    }

    private static void meet(CyclicBarrier pair) {
        try {
            pair.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }
}
