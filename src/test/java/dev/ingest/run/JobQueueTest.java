package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.FakeScope;
import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobQueueTest {
    private static Job job(String source, String table, String addsLoadId) {
        return new Job(
                JobRows.full(table).with(JobColumn.SOURCE_NAME, source).row(),
                new FakeScope().with("add_dlt_load_id", addsLoadId));
    }

    private static JobQueue queue(List<Job> jobs) {
        return new JobQueue(jobs, job -> job.row().sourceName());
    }

    @Test
    void jobsBeginInTheWorkbooksOrder() {
        List<Job> jobs = List.of(job("crm", "b", "false"), job("crm", "a", "false"), job("erp", "c", "false"));
        JobQueue queue = queue(jobs);
        assertEquals(
                jobs,
                List.of(queue.next().get(), queue.next().get(), queue.next().get()));
        assertEquals(Optional.empty(), queue.next());
    }

    @Test
    void aJobWhoseRowsCarryTheLoadIdRunsAloneInItsDataset() {
        Job alone = job("crm", "alone", "true");
        Job beside = job("crm", "beside", "false");
        Job elsewhere = job("erp", "elsewhere", "true");
        JobQueue queue = queue(List.of(alone, beside, elsewhere));
        assertEquals(Optional.of(alone), queue.next());
        assertEquals(Optional.of(elsewhere), queue.next(), "another dataset's");
        CompletableFuture<Optional<Job>> next = CompletableFuture.supplyAsync(queue::next);
        queue.ended(elsewhere);
        queue.ended(alone);
        assertEquals(Optional.of(beside), next.join());
    }

    @Test
    void aJobWhoseRowsCarryTheLoadIdWaitsForTheOthers() {
        Job alone = job("crm", "alone", "true");
        Job beside = job("crm", "beside", "false");
        JobQueue queue = queue(List.of(beside, alone));
        assertEquals(Optional.of(beside), queue.next());
        CompletableFuture<Optional<Job>> next = CompletableFuture.supplyAsync(queue::next);
        queue.ended(beside);
        assertEquals(Optional.of(alone), next.join());
    }

    private static Job limited(String source, String table, int most) {
        return new Job(
                JobRows.full(table).with(JobColumn.SOURCE_NAME, source).row(),
                new FakeScope().with("parallel_jobs", Integer.toString(most)));
    }

    @Test
    void aSourceIsReadByAsManyJobsAsItsSettingAllows() {
        Job first = limited("crm", "a", 2);
        Job second = limited("crm", "b", 2);
        Job third = limited("crm", "c", 2);
        Job elsewhere = job("erp", "d", "false");
        JobQueue queue = queue(List.of(first, second, third, elsewhere));
        assertEquals(Optional.of(first), queue.next());
        assertEquals(Optional.of(second), queue.next());
        assertEquals(Optional.of(elsewhere), queue.next(), "another source's");
        queue.ended(first);
        assertEquals(Optional.of(third), queue.next());
    }

    @Test
    void sourcesOfOneSectionShareItsLimit() {
        Job orders = limited("shop", "orders", 1);
        Job stock = limited("warehouse", "stock", 1);
        JobQueue queue = new JobQueue(List.of(orders, stock), job -> "sources.postgresql");
        assertEquals(Optional.of(orders), queue.next());
        CompletableFuture<Optional<Job>> next = CompletableFuture.supplyAsync(queue::next);
        queue.ended(orders);
        assertEquals(Optional.of(stock), next.join());
    }
}
