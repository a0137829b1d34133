package dev.ingest.run;

import dev.ingest.commit.CommitListener;
import dev.ingest.commit.MemoryCells;
import dev.ingest.commit.SteppedClock;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.config.FakeScope;
import dev.ingest.config.Finding;
import dev.ingest.config.JobOrder;
import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.engine.local.LocalEngine;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobStatus;
import dev.ingest.job.SourceType;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.local.LocalStore;
import dev.ingest.plan.Planner;
import dev.ingest.plan.RunMoment;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.RunPlaces;
import dev.ingest.run.watch.JobLimits;
import dev.ingest.run.watch.StopSignal;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.postgres.PostgresConnector;
import dev.ingest.source.jdbc.postgres.PostgresDialect;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs of jobs of the source {@code crm}, which is a real database, into a folder. */
final class PostgresNight {
    final TestPostgres database;
    final FakeScope settings = new FakeScope();
    int jobsAtOnce = 1;
    final Night.Heard heard = new Night.Heard();
    private final Path home;
    private final SteppedClock clock = new SteppedClock();
    private final MemoryCells workbook = new MemoryCells();
    private final Map<JobKey, JobRows> rows = new LinkedHashMap<>();
    private JdbcTarget target;

    PostgresNight(Path home, TestPostgres database) {
        this.home = home;
        this.database = database;
        this.target = database.target();
    }

    PostgresNight with(String table, JobRows row) {
        JobKey key = new JobKey("crm", table);
        rows.put(key, row);
        workbook.cells.put(key, WatermarkCell.EMPTY);
        return this;
    }

    PostgresNight incremental(String table, String cursor) {
        return with(table, JobRows.incremental(table, cursor));
    }

    void reads(JdbcTarget as) {
        target = as;
    }

    /** Runs all jobs, which end well; what was heard before is forgotten. */
    void run() {
        List<JobOutcome> outcomes = outcomes();
        for (JobOutcome outcome : outcomes) {
            if (outcome.status() != JobStatus.SUCCESS) {
                throw new AssertionError(outcome.name(), outcome.failure().orElseThrow());
            }
        }
    }

    /** Runs all jobs and tells why the last one failed. */
    String failure() {
        List<JobOutcome> outcomes = outcomes();
        return outcomes.get(outcomes.size() - 1).failure().orElseThrow().getMessage();
    }

    private List<JobOutcome> outcomes() {
        heard.warnings.clear();
        heard.windows.clear();
        clock.advance(Duration.ofMinutes(1));
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        return new IngestRun(parts(), heard, new StopSignal())
                .execute(new RunRequest(
                        JobSelection.ALL, new RunMoment(now, now.toLocalDate()), RunRequest.PastSnapshots.KEEP))
                .orElseThrow()
                .outcomes();
    }

    RunParts parts() {
        return new RunParts(
                JobList.of(rows.keySet().stream().map(this::job).toList()),
                new Planner(type -> new PostgresDialect()),
                new Opener(),
                EngineChoice.only(new LocalEngine(jobsAtOnce)),
                this::lake,
                new RunHome(home.resolve("metadata"), workbook),
                new RunPlaces(
                        "{table_name}/{YYYY}/{MM}/{DD}/{load_id}.{file_id}.{ext}", "lake", "local folder", "test"),
                new RunLimits(
                        jobsAtOnce,
                        JobOrder.WORKBOOK,
                        new JobLimits(Duration.ofHours(6), Duration.ofMinutes(30), Night.retries(0))),
                Duration.ofDays(400),
                clock,
                CommitListener.NONE);
    }

    private Job job(JobKey key) {
        String cell = cell(key.table());
        JobRows row = rows.get(key);
        return new Job((cell.isEmpty() ? row : row.copy().with(JobColumn.LAST_WATERMARK, cell)).row(), settings);
    }

    LandingStore lake() {
        return LocalStore.open("lake", home);
    }

    String cell(String table) {
        return workbook.cells.get(new JobKey("crm", table)).text();
    }

    /** What a person writes into the cell. */
    void edit(String table, String value) {
        workbook.cells.put(new JobKey("crm", table), WatermarkCell.text(value));
    }

    /** What DuckDB reads of {@code expression} in all files of {@code table}, as text, sorted. */
    List<String> landed(String table, String expression) {
        String files = home.resolve("lake").toString().replace('\\', '/').replace("'", "''") + "/crm/" + table;
        List<String> landed = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT (" + expression + ")::VARCHAR AS v FROM read_parquet('"
                        + files + "/**/*.parquet', union_by_name = true, hive_partitioning = false) ORDER BY v")) {
            while (found.next()) {
                landed.add(found.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return landed;
    }

    /** What was warned of and holds {@code part}. */
    List<String> warned(String part) {
        return heard.warnings.stream().filter(line -> line.contains(part)).toList();
    }

    private final class Opener implements SourceOpener {
        private final Connector way = new PostgresConnector(target);

        @Override
        public Source open(Job job) {
            return way.session();
        }

        @Override
        public Connector connector(SourceType type, String name) {
            return way;
        }

        @Override
        public String section(Job job) {
            return job.row().sourceName();
        }

        @Override
        public List<Finding> check(Job job) {
            return List.of();
        }

        @Override
        public void close() {
            way.close();
        }
    }
}
