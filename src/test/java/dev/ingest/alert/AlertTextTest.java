package dev.ingest.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.alert.Alert.Occasion;
import dev.ingest.job.JobStatus;
import dev.ingest.record.RunRecord;
import dev.ingest.report.history.History;
import dev.ingest.report.history.JobRun;
import dev.ingest.secret.Secret;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertTextTest {
    private final List<JobRun> audit = new ArrayList<>();
    private AlertRules rules = new AlertRules(true, Optional.empty(), Optional.empty());

    /** A night's line, so many nights before the run. */
    private void before(int nights, String job, JobStatus status, long rows) {
        audit.add(new JobRun(
                job, Runs.START.minusDays(nights), status, rows, Duration.ofSeconds(1), "", Optional.empty()));
    }

    private AlertText text() {
        return new AlertText(rules, History.of(audit.stream()));
    }

    private Alert alert(RunRecord run) {
        return text().of(run).orElseThrow();
    }

    @Test
    void aNightAsUsualIsNotWorthAMessage() {
        before(1, "shop.orders", JobStatus.SUCCESS, 10);
        assertEquals(
                Optional.empty(), text().of(new Runs().with("shop.orders", 10).over()));
        assertEquals(Optional.empty(), text().of(new Runs().with("shop.new", 10).over()));
        assertEquals(Optional.empty(), text().of(new Runs().over()));
    }

    @Test
    void allThatFailedIsOneMessageWithTheWayOutAndTheLog() {
        Alert alert = alert(new Runs()
                .failing("shop.orders", "Cannot read orders: the table is gone. Create it.")
                .with("shop.items", 7)
                .failing("shop.users", "Cannot connect: nobody answers. Start the server.")
                .over());
        assertEquals("ingest on db-host: 2 of 3 jobs failed", alert.title());
        assertEquals(
                List.of(
                        "ingest on db-host: 2 of 3 jobs failed",
                        "",
                        "FAILED  shop.orders",
                        "  Cannot read orders: the table is gone. Create it.",
                        "FAILED  shop.users",
                        "  Cannot connect: nobody answers. Start the server.",
                        "",
                        "Started: 2026-11-28 02:00:00 Europe/Oslo",
                        "Took: 61 s, exit code 1",
                        "Home: home",
                        "Log: " + Runs.ORIGIN.log()),
                alert.lines());
    }

    @Test
    void aRunThatCameToNoJobSaysWhy() {
        Alert alert = alert(new Runs()
                .refused("jobs!D7: load_type 'INC' is not FULL or INCREMENTAL")
                .over());
        assertEquals("ingest on db-host: the run was refused, no job ran", alert.title());
        assertTrue(alert.items().get(0).text().startsWith("jobs!D7"), alert.toString());
    }

    @Test
    void aRunThatWasInterruptedSaysHowMuchIsLeft() {
        Alert alert = alert(new Runs().with("shop.orders", 1).interrupted(2).over());
        assertEquals("ingest on db-host: the run was interrupted", alert.title());
        assertTrue(alert.items().get(0).text().contains("2 jobs did not begin"), alert.toString());
    }

    @Test
    void theFirstSuccessAfterFailuresIsToldOnceAndOnlyWhereWanted() {
        before(4, "shop.orders", JobStatus.SUCCESS, 10);
        before(3, "shop.orders", JobStatus.FAILED, 0);
        before(2, "shop.orders", JobStatus.INTERRUPTED, 0);
        RunRecord run = new Runs().with("shop.orders", 1234).over();
        Alert alert = alert(run);
        assertEquals("ingest on db-host: 1 of 1 job succeeded, after a failure", alert.title());
        assertEquals(
                "It succeeded again, with 1,234 rows; it had failed since 2026-11-25 02:00:00.",
                alert.items().get(0).text());
        rules = new AlertRules(false, Optional.empty(), Optional.empty());
        assertEquals(Optional.empty(), text().of(run));
        rules = new AlertRules(true, Optional.empty(), Optional.empty());
        before(1, "shop.orders", JobStatus.SUCCESS, 10);
        assertEquals(Optional.empty(), text().of(run));
    }

    @Test
    void theFirstRunAfterARefusedOneIsTold() {
        before(2, "shop.orders", JobStatus.SUCCESS, 10);
        before(1, "run", JobStatus.FAILED, 0);
        RunRecord run = new Runs().with("shop.orders", 10).over();
        assertEquals("run", alert(run).items().get(0).job());
        before(0, "shop.orders", JobStatus.SUCCESS, 10);
        assertEquals(Optional.empty(), text().of(run));
    }

    @Test
    void aJobThatDidNotSucceedForLongIsLateUnlessItFailedTonight() {
        before(3, "shop.orders", JobStatus.SUCCESS, 10);
        before(3, "shop.users", JobStatus.SUCCESS, 10);
        before(1, "shop.items", JobStatus.SUCCESS, 10);
        before(9, "shop.never", JobStatus.FAILED, 0);
        rules = new AlertRules(true, Optional.of(Duration.ofHours(36)), Optional.empty());
        Alert alert = alert(new Runs().failing("shop.users", "no").over());
        assertEquals(2, alert.items().size(), alert.toString());
        assertEquals(Occasion.LATE, alert.items().get(1).occasion());
        assertEquals("shop.orders", alert.items().get(1).job());
        assertTrue(alert.items().get(1).text().contains("2026-11-25 02:00:00, more than 36h ago"), alert.toString());

        Alert late = text().late(Runs.ORIGIN, Runs.NIGHT).orElseThrow();
        assertEquals("ingest on db-host: 2 jobs are late", late.title());
    }

    @Test
    void rowsOutOfTheirUsualRangeAreTold() {
        rules = new AlertRules(true, Optional.empty(), Optional.of(new BigDecimal("3")));
        IntStream.of(100, 120, 80, 110).forEach(rows -> before(5, "shop.orders", JobStatus.SUCCESS, rows));
        assertEquals(
                Optional.empty(), text().of(new Runs().with("shop.orders", 1).over()), "four tell nothing");
        before(4, "shop.orders", JobStatus.SUCCESS, 100);
        assertEquals(
                Optional.empty(), text().of(new Runs().with("shop.orders", 34).over()));
        assertEquals(
                Optional.empty(), text().of(new Runs().with("shop.orders", 300).over()));
        assertEquals(
                "301 rows landed, where 100 are usual. See whether the source is as it should be.",
                alert(new Runs().with("shop.orders", 301).over()).items().get(0).text());
        Alert few = alert(new Runs().with("shop.orders", 0).over());
        assertEquals("ingest on db-host: 1 job is not as large as usual", few.title());
    }

    /** Chat services refuse long messages whole. */
    @Test
    void aBadNightFitsIntoAMessage() {
        Runs runs = new Runs();
        IntStream.range(0, 200).forEach(job -> runs.failing("shop.t" + job, "x".repeat(5000)));
        Alert alert = alert(runs.over());
        assertEquals(10, alert.items().size());
        assertEquals("and 190 more; the log has all", alert.rest());
        assertTrue(String.join("\n", alert.lines()).length() < 12_000);
    }

    @Test
    void noSecretIsInAMessageAndNoLineIsForged() {
        new Secret("pl4nted\nsecret");
        Alert alert = Runs.alert("told pl4nted\nsecret\nLog: elsewhere");
        assertEquals("told ***\\nLog: elsewhere", alert.items().get(0).text());
        assertFalse(String.join("\n", alert.lines()).contains("pl4nted"));
    }
}
