package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.workbook.WorkbookBuilder;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadType;
import dev.ingest.plan.RunMoment;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.RunHeader;
import dev.ingest.run.event.RunListener;
import dev.ingest.run.event.RunSummary;
import dev.ingest.run.watch.StopSignal;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import dev.ingest.wiring.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run says how many values landed as null because their types cannot hold them. */
class CountedNullsTest {
    @TempDir
    private Path home;

    @Test
    void theLogSaysHowManyValuesLandedAsNull() throws IOException {
        TestPostgres database = TestPostgres.database();
        database.run(
                "CREATE TABLE orders (id int, amount numeric, day date)",
                "INSERT INTO orders VALUES (1, 'NaN', '2026-01-01'), (2, 1, 'infinity'), (3, 'NaN', NULL), (4, NULL, NULL)",
                "CREATE TABLE tame (id int, amount numeric)",
                "INSERT INTO tame VALUES (1, NULL)");
        write(database);

        Recorder recorder = new Recorder();
        Program program = Program.load(home, Path.of("config.xlsx"), Path.of(".dlt", "secrets.toml"), Map.of());
        RunRequest request = request();
        new IngestRun(program.parts(program.judged(request.moment())), recorder, new StopSignal()).execute(request);

        assertEquals(List.of(4L, 1L), recorder.rows);
        assertEquals(List.of("3 values of crm.orders could not be represented and landed as null"), recorder.warnings);
    }

    private void write(TestPostgres database) throws IOException {
        Files.createDirectories(home.resolve(".dlt"));
        Files.writeString(
                home.resolve(".dlt").resolve("secrets.toml"), """
                [sources.crm]
                host = "localhost"
                port = %d
                database = "%s"
                username = "postgres"
                password = "unused"
                unrepresentable = "null"

                [destination.filesystem]
                bucket_url = "lake"
                """.formatted(database.port(), database.name()));
        String postgres = DatabaseKind.POSTGRESQL.id();
        new WorkbookBuilder()
                .job(postgres, "crm", "orders", LoadType.FULL)
                .job(postgres, "crm", "tame", LoadType.FULL)
                .write(home.resolve("config.xlsx"));
    }

    private static RunRequest request() {
        ZonedDateTime start = ZonedDateTime.of(2026, 1, 29, 14, 30, 1, 0, ZoneOffset.UTC);
        return new RunRequest(
                JobSelection.ALL, new RunMoment(start, start.toLocalDate()), RunRequest.PastSnapshots.KEEP);
    }

    /** Keeps warnings and rows. */
    private static final class Recorder implements RunListener {
        private final List<String> warnings = new ArrayList<>();
        private final List<Long> rows = new ArrayList<>();

        @Override
        public void started(RunHeader header, int jobs) {}

        @Override
        public void recovered(List<String> actions) {
            warnings.addAll(actions);
        }

        @Override
        public void jobStarted(String name) {}

        @Override
        public void jobPlanned(JobPlan plan, String landingPath, List<String> planned) {
            warnings.addAll(planned);
        }

        @Override
        public void jobEnded(JobOutcome outcome) {
            outcome.failure().ifPresent(failure -> warnings.add(String.valueOf(failure.getMessage())));
            rows.add(outcome.rows());
        }

        @Override
        public void warned(String sentence) {
            warnings.add(sentence);
        }

        @Override
        public void ended(RunSummary summary) {}
    }
}
