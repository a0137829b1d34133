package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.FakeScope;
import dev.ingest.config.JobColumn;
import dev.ingest.config.JobRows;
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

    @Test
    void jobsBeginInTheWorkbooksOrder() {
        List<Job> jobs = List.of(job("crm", "b", "false"), job("crm", "a", "false"), job("erp", "c", "false"));
        JobQueue queue = new JobQueue(jobs);
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
        JobQueue queue = new JobQueue(List.of(alone, beside, elsewhere));
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
        JobQueue queue = new JobQueue(List.of(beside, alone));
        assertEquals(Optional.of(beside), queue.next());
        CompletableFuture<Optional<Job>> next = CompletableFuture.supplyAsync(queue::next);
        queue.ended(beside);
        assertEquals(Optional.of(alone), next.join());
    }
}
