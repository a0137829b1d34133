package dev.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.FakeScope;
import dev.ingest.config.Finding;
import dev.ingest.config.JobRows;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.engine.PlainJson;
import dev.ingest.job.JobPlan;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.source.FakeDialect;
import dev.ingest.source.SourceRules;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** Plans rows of a workbook, and has each plan make the way to another process. */
abstract class Planning {
    static final RunMoment MOMENT =
            new RunMoment(ZonedDateTime.parse("2026-01-29T14:30:00Z"), LocalDate.of(2026, 1, 29));

    final FakeScope settings = new FakeScope();
    SourceRules rules = new FakeDialect();

    final Planned plan(JobRows row, PlanInputs known) {
        Planned planned = new Planner(type -> rules).plan(row.row(), settings, MOMENT, known);
        planned.plan()
                .ifPresent(plan ->
                        assertEquals(plan, PlainJson.read(PlainJson.write(plan), JobPlan.class), "in another process"));
        return planned;
    }

    static PlanInputs known(Tables table) {
        return new PlanInputs(Optional.empty(), Optional.of(table.described()), Optional.empty(), Optional.empty());
    }

    static PlanInputs known(Tables table, String watermark, Watermark.Origin origin) {
        return new PlanInputs(
                Optional.of(new Watermark(watermark, origin)),
                Optional.of(table.described()),
                Optional.empty(),
                Optional.empty());
    }

    static PlanInputs known(Tables table, StoredSchema stored) {
        return new PlanInputs(Optional.empty(), Optional.of(table.described()), Optional.of(stored), Optional.empty());
    }

    static StoredSchema stored(String column, ColumnType type) {
        return new StoredSchema(2, "hash", new Schema(List.of(new Column(column, type, Nullability.NULLABLE))));
    }

    static List<String> shown(Planned planned) {
        return planned.findings().stream().map(Finding::toString).toList();
    }
}
