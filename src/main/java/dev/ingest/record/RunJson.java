package dev.ingest.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.StagedFile;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.LandedLoad;
import dev.ingest.run.event.RunPlaces;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A run as JSON. */
public final class RunJson {
    private RunJson() {}

    /** The document of {@code metadata/last_run.json}. */
    public static ObjectNode document(RunRecord run) {
        ZoneId zone = run.moment().start().getZone();
        ObjectNode root = JsonText.versioned();
        root.put("run_id", run.origin().id().toString());
        root.put("status", run.status().name());
        root.put("exit_code", run.exitCode());
        root.put("version", run.origin().version());
        root.put("host", run.origin().host());
        root.put("home", run.origin().home().toString());
        root.put("log", run.origin().log().toString());
        root.put("started_at", JsonText.time(run.moment().start().toInstant(), zone));
        root.put("ended_at", JsonText.time(run.ended(), zone));
        root.put("time_zone", JsonText.zone(zone));
        root.put("date", run.moment().date().toString());
        root.put("duration_seconds", seconds(run.duration()));
        JsonText.put(root, "destination", run.places().map(RunPlaces::destination));
        root.put("jobs_planned", run.planned());
        run.reasons().forEach(root.putArray("errors")::add);
        run.warnings().forEach(root.putArray("warnings")::add);
        ArrayNode jobs = root.putArray("jobs");
        run.jobs().forEach(job -> jobs.add(job(job, zone)));
        return root;
    }

    /** One of its jobs. */
    static ObjectNode job(JobRecord job, ZoneId zone) {
        JobOutcome outcome = job.outcome();
        ObjectNode node = JsonText.object();
        node.put("job", outcome.name());
        JsonText.put(node, "dataset", job.plan().map(plan -> plan.key().dataset()));
        JsonText.put(node, "table", job.plan().map(plan -> plan.key().table()));
        JsonText.put(node, "load_type", job.plan().map(plan -> plan.loadType().name()));
        node.put("status", outcome.status().name());
        node.put("started_at", JsonText.time(job.started(), zone));
        node.put("ended_at", JsonText.time(job.ended(), zone));
        node.put("duration_seconds", seconds(outcome.duration()));
        node.put("rows", outcome.rows());
        node.put("files", job.files());
        node.put("bytes", job.bytes());
        JsonText.put(node, "path", outcome.path());
        node.put("schema_version", outcome.schemaVersion());
        node.put("columns_changed", outcome.schemaChanges());
        watermark(node, job);
        ArrayNode loads = node.putArray("loads");
        job.loads().forEach(load -> loads.add(load(load)));
        outcome.failure()
                .ifPresentOrElse(failure -> error(node.putObject("error"), failure), () -> node.putNull("error"));
        return node;
    }

    static ObjectNode load(LandedLoad load) {
        ObjectNode node = JsonText.object();
        node.put("load_id", load.committed().load().text());
        node.put("rows", load.committed().rows());
        node.put("files", load.committed().files());
        node.put("bytes", load.bytes());
        JsonText.put(node, "path", load.folder());
        JsonText.put(node, "watermark", load.committed().watermark());
        ArrayNode tables = node.putArray("tables");
        load.result().tables().forEach(table -> {
            ObjectNode each = tables.addObject();
            each.put("table", table.name());
            JsonText.put(each, "parent", table.parent());
            each.put("rows", table.files().stream().mapToLong(StagedFile::rows).sum());
            each.put("files", table.files().size());
            each.put(
                    "bytes", table.files().stream().mapToLong(StagedFile::bytes).sum());
        });
        return node;
    }

    static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3);
    }

    /** What an incremental job had reached before, and has now. */
    private static void watermark(ObjectNode node, JobRecord job) {
        Optional<String> column = job.plan()
                .map(JobPlan::reading)
                .flatMap(reading -> reading.cursor())
                .map(Cursor::column);
        if (column.isEmpty()) {
            node.putNull("watermark");
            return;
        }
        ObjectNode watermark = node.putObject("watermark");
        watermark.put("column", column.get());
        List<LandedLoad> loads = job.loads();
        JsonText.put(watermark, "before", loads.stream().findFirst().flatMap(LandedLoad::before));
        JsonText.put(
                watermark,
                "after",
                loads.isEmpty()
                        ? Optional.empty()
                        : loads.get(loads.size() - 1).committed().watermark());
    }

    private static void error(ObjectNode node, RuntimeException failure) {
        node.put(
                "kind",
                failure instanceof IngestException expected ? expected.kind().name() : "UNEXPECTED");
        node.put("text", failure instanceof IngestException expected ? expected.getMessage() : failure.toString());
    }
}
