package dev.ingest.run;

import dev.ingest.config.JobRows;
import dev.ingest.config.Settings;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.config.toml.TomlFile;
import dev.ingest.engine.local.LocalEngine;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.landing.local.LocalStore;
import dev.ingest.plan.PlanInputs;
import dev.ingest.plan.Planned;
import dev.ingest.plan.Planner;
import dev.ingest.plan.RunMoment;
import dev.ingest.source.Source;
import dev.ingest.source.jdbc.postgres.PostgresDialect;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One table on a run's own way from PostgreSQL to staged Parquet files, with settings as users write them. */
final class TableLoad {
    static final String SOURCE = "crm";
    private static final StagingTicket LOAD = StagingTicket.of(new LoadId("1769697001.5974004"));
    private static final ZonedDateTime START = ZonedDateTime.of(2026, 1, 29, 14, 30, 1, 0, ZoneOffset.UTC);

    private static final Planner PLANNER = new Planner(type -> new PostgresDialect());

    private final TestPostgres database;
    private final Path home;
    private final JobRow row;
    private final String toml;

    TableLoad(TestPostgres database, Path home, JobRows row, String toml) {
        this.database = database;
        this.home = home;
        this.row = row.with(JobColumn.SOURCE_NAME, SOURCE).row();
        this.toml = toml;
    }

    /** The plan or the findings, given what the lake stores. */
    Planned plan(Optional<StoredSchema> stored) {
        try (Source source = database.open()) {
            return plan(source, stored);
        }
    }

    /** The plan or the findings, given all that is known. */
    Planned planned(PlanInputs known) {
        return PLANNER.plan(
                row,
                settings().table(row.type(), SOURCE, row.tableText()),
                new RunMoment(START, START.toLocalDate()),
                known);
    }

    /** Plans and stages; a refused plan is an {@code AssertionError}. */
    LoadResult load() {
        return load(Optional.empty());
    }

    /** As {@link #load()}, given what the lake stores. */
    LoadResult load(Optional<StoredSchema> stored) {
        try (Source source = database.open();
                LocalStore store = LocalStore.open("lake", home)) {
            Planned planned = plan(source, stored);
            return new LocalEngine()
                    .load(
                            planned.plan().orElseThrow(() -> new AssertionError(planned.findings())),
                            LOAD,
                            source,
                            store,
                            RowHashes.NONE);
        }
    }

    private Planned plan(Source source, Optional<StoredSchema> stored) {
        Optional<Watermark> watermark =
                row.cursor().lastWatermark().map(value -> new Watermark(value, Watermark.Origin.PERSON));
        Job job = new Job(row, settings().table(row.type(), SOURCE, row.tableText()));
        return new JobPlanning(PLANNER, new RunMoment(START, START.toLocalDate()))
                .plan(
                        job,
                        source,
                        new JobStart(Job.cell(row), watermark, Optional.empty(), Optional.empty(), stored),
                        Optional.empty());
    }

    Settings settings() {
        try {
            Path file = Files.writeString(home.resolve("secrets.toml"), toml);
            TomlFile read = TomlFile.read(file, ".dlt/secrets.toml");
            return new Settings(List.of(read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first column of what DuckDB answers; {@code %s} in {@code query} is a quoted pattern of all files. */
    List<String> ask(String query) {
        String files = "'" + home.toString().replace('\\', '/').replace("'", "''") + "/lake/**/*.parquet'";
        List<String> cells = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query.replace("%s", files))) {
            while (rows.next()) {
                cells.add(String.valueOf(rows.getString(1)));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return cells;
    }

    /** What DuckDB reads of the column: its type, then each value as text, in the order of column {@code n}. */
    List<String> landed(String column) {
        String quoted = '"' + column.replace("\"", "\"\"") + '"';
        String files = home.toString().replace('\\', '/').replace("'", "''") + "/lake/**/*.parquet";
        List<String> landed = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            String from = " FROM read_parquet('" + files + "', hive_partitioning = false)";
            try (ResultSet type = statement.executeQuery("DESCRIBE SELECT " + quoted + from)) {
                type.next();
                landed.add(type.getString("column_type"));
            }
            try (ResultSet rows = statement.executeQuery("SELECT " + quoted + "::VARCHAR" + from + " ORDER BY n")) {
                while (rows.next()) {
                    landed.add(String.valueOf(rows.getString(1)));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return landed;
    }
}
