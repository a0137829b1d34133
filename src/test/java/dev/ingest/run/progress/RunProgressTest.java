package dev.ingest.run.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RunProgressTest {
    private long seconds;
    private final RunProgress progress = new RunProgress(
            RunProgress.Estimates.WANTED, () -> Duration.ofSeconds(seconds).toNanos());

    private static void reads(JobProgress job, long rows) {
        job.enters(JobPhase.READING);
        job.read(rows, rows * 10);
    }

    @Test
    void jobsUnderWayAreToldInTheOrderInWhichTheyBegan() {
        progress.begins(3);
        JobProgress first = progress.next("a");
        progress.next("b");
        progress.next("c");
        progress.ended(first);
        assertEquals(
                List.of("2 of 3 b", "3 of 3 c"),
                progress.now().stream()
                        .map(job -> job.number() + " of " + job.jobs() + " " + job.name())
                        .toList());
    }

    @Test
    void theRateIsThatOfReadingAlone() {
        JobProgress job = progress.next("a");
        seconds = 10;
        job.enters(JobPhase.READING);
        job.expects(4000);
        seconds = 12;
        job.read(1000, 10);
        JobSight seen = job.now();
        assertEquals(500, seen.rowsASecond());
        assertEquals(OptionalInt.of(25), seen.percent());
        assertEquals(Optional.of(Duration.ofSeconds(6)), seen.left());
        assertEquals(Duration.ofSeconds(12), seen.elapsed());
    }

    @Test
    void whatALoadHadReadThatIsTriedAgainDoesNotCount() {
        JobProgress job = progress.next("a");
        job.loadBegins();
        reads(job, 5);
        job.landed();
        job.loadBegins();
        reads(job, 7);
        job.loadBegins();
        assertEquals(JobPhase.CONNECTING, job.now().phase());
        reads(job, 1);
        assertEquals(6, job.now().rows());
        assertEquals(1, job.now().loaded());
        assertEquals(60, job.now().bytes());
    }
}
