package dev.ingest.report.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.data.ColumnChange;
import dev.ingest.job.JobStatus;
import dev.ingest.job.LoadType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final LocalDateTime NIGHT = LocalDateTime.of(2026, 1, 27, 2, 0);

    private static JobRun success(String job, LocalDateTime ended, long rows) {
        return new JobRun(job, ended, JobStatus.SUCCESS, rows, Duration.ofSeconds(2), "", Optional.empty());
    }

    private static JobRun failure(String job, LocalDateTime ended) {
        return new JobRun(job, ended, JobStatus.FAILED, 0, Duration.ofSeconds(1), "No.", Optional.empty());
    }

    private static Load load(JobRun run, int files, long bytes) {
        return new Load(run, new Landed(files, bytes), LoadType.FULL, Optional.empty(), 1, List.of());
    }

    private static void add(HistoryBuilder builder, Load load) {
        builder.add(load);
        builder.addLanded(Day.ofLoads(List.of(load)));
    }

    @Test
    void aJobsRunsStandNewestFirstWhateverTheOrderTheyComeIn() {
        History history = History.of(Stream.of(
                success("a.t", NIGHT.plusDays(1), 2), failure("a.t", NIGHT.plusDays(2)), success("a.t", NIGHT, 1)));

        JobHistory job = history.job("a.t").orElseThrow();
        assertEquals(JobStatus.FAILED, job.last().status());
        assertEquals(2, job.lastSuccess().orElseThrow().rows());
        assertEquals(List.of(2L, 1L), job.successes().map(JobRun::rows).toList());
    }

    @Test
    void ofManyRunsTheNewestAreKeptAndDaysCountAll() {
        History history = History.of(
                IntStream.range(0, 1000).map(n -> n * 7 % 1000).mapToObj(n -> success("a.t", NIGHT.plusDays(n), n)));

        List<JobRun> kept = history.job("a.t").orElseThrow().runs();
        assertEquals(History.RUNS_KEPT, kept.size());
        assertEquals(999, kept.get(0).rows());
        assertEquals(1000 - History.RUNS_KEPT, kept.get(kept.size() - 1).rows());
        assertEquals(1000, history.days().size());
    }

    @Test
    void aRunThatWasRefusedAsAWholeIsNoJob() {
        History history = History.of(Stream.of(failure(JobRun.WHOLE, NIGHT)));

        assertEquals(List.of(), history.jobs());
        assertEquals(1, history.refused().size());
        assertEquals(List.of(), history.days());
    }

    @Test
    void aRunAndTheLoadThatItEndedWithAreOne() {
        HistoryBuilder builder = new HistoryBuilder();
        add(builder, load(success("a.t", NIGHT, 5), 3, 300));
        List<JobRun> runs = List.of(success("a.t", NIGHT, 5), failure("a.t", NIGHT.plusMinutes(1)));
        runs.forEach(builder::add);
        builder.addAudited(Day.ofRuns(runs));

        History history = builder.build();

        JobHistory job = history.job("a.t").orElseThrow();
        assertEquals(2, job.runs().size());
        assertEquals(
                Optional.of(new Landed(3, 300)), job.lastSuccess().orElseThrow().landed());
        assertEquals(List.of(new Day(LocalDate.of(2026, 1, 27), 2, 1, 5, 3, 300)), history.days());
    }

    @Test
    void aLoadOfAnotherMachineIsARunToo() {
        HistoryBuilder builder = new HistoryBuilder();
        add(builder, load(success("a.t", NIGHT, 5), 3, 300));

        History history = builder.build();

        assertEquals(5, history.job("a.t").orElseThrow().last().rows());
        assertEquals(List.of(new Day(LocalDate.of(2026, 1, 27), 1, 0, 5, 3, 300)), history.days());
    }

    @Test
    void loadsThatChangedColumnsAreNamedNewestFirst() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int day = 0; day < 3; day++) {
            builder.add(new Load(
                    success("a.t", NIGHT.plusDays(day), day),
                    new Landed(1, 1),
                    LoadType.FULL,
                    Optional.empty(),
                    day,
                    day == 1
                            ? List.of()
                            : List.of(new ColumnChange("t", "c", Optional.of("int32"), Optional.of("int64")))));
        }

        assertEquals(
                List.of(2, 0),
                builder.build().drift().stream().map(Load::schemaVersion).toList());
    }
}
