package dev.ingest.source.rest.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import dev.ingest.source.rest.endpoint.BodyForm;
import dev.ingest.source.rest.endpoint.Budget;
import dev.ingest.source.rest.endpoint.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All jobs of a source share what its API allows. */
@Timeout(60)
class GateTest {
    @Test
    void aBudgetIsSharedByJobsAndHoldsForItsPaths() throws Exception {
        try (TestApi api = TestApi.inTurn(Answer.json("[]"))) {
            TestExchange test = TestExchange.with(api)
                    .traffic(new Traffic(4, List.of(new Budget("/search*", 1, Duration.ofHours(1)))));
            Exchange exchange = test.open();
            for (int job = 0; job < 3; job++) {
                Dialogue dialogue = exchange.dialogue(List.of(), BodyForm.JSON);
                dialogue.send(Request.below(api.uri(), "search")).close();
                dialogue.send(Request.below(api.uri(), "other")).close();
            }

            List<Duration> waits = test.pace.waits();
            assertEquals(2, waits.size(), waits.toString());
            assertTrue(waits.get(0).toMinutes() >= 59 && waits.get(0).toMinutes() <= 60, waits.toString());
            assertTrue(waits.get(1).toMinutes() >= 119, waits.toString());
        }
    }

    @Test
    void noMoreRequestsAreUnderWayThanMayBe() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        try (TestApi api = new TestApi(asked -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            underWay.decrementAndGet();
            return Answer.json("[]");
        })) {
            Exchange exchange =
                    TestExchange.with(api).traffic(new Traffic(2, List.of())).open();
            List<CompletableFuture<Void>> jobs = new ArrayList<>();
            for (int job = 0; job < 6; job++) {
                Dialogue dialogue = exchange.dialogue(List.of(), BodyForm.JSON);
                jobs.add(CompletableFuture.runAsync(
                        () -> dialogue.send(Request.below(api.uri(), "ids")).close(),
                        task -> new Thread(task).start()));
            }
            jobs.forEach(CompletableFuture::join);

            assertEquals(2, most.get());
        }
    }

    @Test
    void whatTheApiToldOneJobHoldsForAll() throws Exception {
        TestPace time = new TestPace();
        Gate gate = new Gate(Traffic.STANDARD, time.pace());
        gate.close(Duration.ofSeconds(30));
        gate.close(Duration.ofSeconds(5));
        gate.enter("/ids", new Stop());
        gate.enter("/ids", new Stop());

        assertEquals(List.of(Duration.ofSeconds(30)), time.waits());
    }
}
