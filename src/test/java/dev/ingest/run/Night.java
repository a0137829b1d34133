package dev.ingest.run;

import dev.ingest.commit.CommitListener;
import dev.ingest.commit.MemoryCells;
import dev.ingest.commit.SteppedClock;
import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.config.FakeScope;
import dev.ingest.config.Finding;
import dev.ingest.config.JobOrder;
import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.engine.Engine;
import dev.ingest.engine.local.LocalEngine;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobPlan;
import dev.ingest.job.JobStatus;
import dev.ingest.job.SourceType;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.local.LocalStore;
import dev.ingest.plan.Planner;
import dev.ingest.plan.RunMoment;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.RunHeader;
import dev.ingest.run.event.RunListener;
import dev.ingest.run.event.RunPlaces;
import dev.ingest.run.event.RunSummary;
import dev.ingest.run.watch.JobLimits;
import dev.ingest.run.watch.Retries;
import dev.ingest.run.watch.StopSignal;
import dev.ingest.source.Connector;
import dev.ingest.source.FakeDialect;
import dev.ingest.source.Source;
import dev.ingest.source.SourceRules;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Runs of one incremental job, {@code crm.orders} along {@code seq}, into a folder. */
public final class Night {
    static final JobKey KEY = new JobKey("crm", "orders");

    final FakeTable table = new FakeTable();
    final MemoryCells workbook = new MemoryCells();
    final FakeScope settings = new FakeScope();
    final Heard heard = new Heard();
    final SteppedClock clock = new SteppedClock();
    final StopSignal stop = new StopSignal();
    final Path home;
    /** What jobs read that do not read {@link #table}, by their names. */
    final Map<String, FakeTable> tables = new HashMap<>();
    /** Jobs beside the one at hand, of the same table's rows unless {@link #tables} says more. */
    final List<JobRows> neighbours = new ArrayList<>();

    Optional<Engine> engine = Optional.empty();
    SourceRules rules = new FakeDialect();
    Supplier<Source> sessions = table::open;
    UnaryOperator<LandingStore> lakes = UnaryOperator.identity();
    CommitListener commits = CommitListener.NONE;
    int jobsAtOnce = 1;
    JobOrder order = JobOrder.WORKBOOK;
    Duration manifestsKept = Duration.ofDays(400);
    JobRows row = JobRows.incremental("orders", "seq");
    JobLimits patience = new JobLimits(Duration.ofHours(6), Duration.ofMinutes(30), retries(1));

    Night(Path home) {
        this.home = home;
        workbook.cells.put(KEY, WatermarkCell.EMPTY);
    }

    /** At once, and so often at the most. */
    public static Retries retries(int most) {
        return new Retries(Duration.ofMinutes(5), Optional.of(most), List.of(Duration.ZERO));
    }

    RunSummary run() {
        clock.advance(Duration.ofMinutes(1));
        return new IngestRun(parts(), heard, stop)
                .execute(request(JobSelection.ALL))
                .orElseThrow();
    }

    RunRequest request(JobSelection selection) {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        return new RunRequest(selection, new RunMoment(now, now.toLocalDate()), RunRequest.PastSnapshots.KEEP);
    }

    RunParts parts() {
        return new RunParts(
                JobList.of(jobs()),
                new Planner(type -> rules),
                new Opener(),
                EngineChoice.only(engine.orElseGet(() -> new LocalEngine(jobsAtOnce))),
                this::lake,
                new RunHome(metadata(), workbook),
                new RunPlaces(
                        "{table_name}/{YYYY}/{MM}/{DD}/{load_id}.{file_id}.{ext}", "lake", "local folder", "test"),
                new RunLimits(jobsAtOnce, order, patience),
                manifestsKept,
                clock,
                commits);
    }

    Job job() {
        String cell = workbook.cells.getOrDefault(KEY, WatermarkCell.EMPTY).text();
        JobRows now = cell.isEmpty() ? row : row.copy().with(JobColumn.LAST_WATERMARK, cell);
        return new Job(now.row(), settings);
    }

    private List<Job> jobs() {
        List<Job> jobs = new ArrayList<>(List.of(job()));
        neighbours.forEach(each -> jobs.add(new Job(each.row(), settings)));
        return jobs;
    }

    LandingStore lake() {
        return lakes.apply(LocalStore.open("lake", home));
    }

    Path metadata() {
        return home.resolve("metadata");
    }

    String cell() {
        return workbook.cells.getOrDefault(KEY, WatermarkCell.EMPTY).text();
    }

    /** What a person writes into the cell. */
    void edit(String value) {
        workbook.cells.put(KEY, WatermarkCell.text(value));
    }

    /** What a reader that is not ours finds in the lake, as {@code seq note}, in order. */
    List<String> landed() throws SQLException {
        String files =
                home.resolve("lake").toString().replace('\\', '/').replace("'", "''") + "/crm/orders/**/*.parquet";
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT seq || ' ' || note FROM read_parquet('" + files + "') ORDER BY seq, note")) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    /** Finished loads, newest first. */
    List<Manifest> loads() {
        try (LandingStore store = lake()) {
            return new DatasetState(store, "crm").finishedLoads().toList();
        }
    }

    List<AuditLine> audit() {
        return new AuditLog(metadata(), clock.instant().atZone(ZoneOffset.UTC).toLocalDate())
                .files().stream().flatMap(file -> AuditLog.read(file).stream()).toList();
    }

    List<JobStatus> auditedStatus() {
        return audit().stream().map(AuditLine::status).toList();
    }

    private final class Opener implements SourceOpener {
        @Override
        public Source open(Job job) {
            FakeTable own = tables.get(job.name());
            return own == null ? sessions.get() : own.open();
        }

        @Override
        public Connector connector(SourceType type, String name) {
            throw new AssertionError("nobody goes to " + name);
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
            table.ended();
        }
    }

    /** Keeps what a run tells. */
    static final class Heard implements RunListener {
        final List<String> warnings = new CopyOnWriteArrayList<>();
        final List<String> windows = new CopyOnWriteArrayList<>();

        @Override
        public void started(RunHeader header, int jobs) {}

        @Override
        public void recovered(List<String> actions) {
            warnings.addAll(actions);
        }

        @Override
        public void jobStarted(String name) {}

        @Override
        public void jobPlanned(JobPlan plan, String landingPath, List<String> planWarnings) {
            windows.add(plan.reading().window().describe("seq"));
            warnings.addAll(planWarnings);
        }

        @Override
        public void jobEnded(JobOutcome outcome) {}

        @Override
        public void warned(String sentence) {
            warnings.add(sentence);
        }

        @Override
        public void ended(RunSummary summary) {}
    }
}
