package dev.ingest.record.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.commit.state.CursorProgress;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.watermark.JournalEntry;
import dev.ingest.config.row.JobRow;
import dev.ingest.job.LoadType;
import dev.ingest.record.JsonText;
import dev.ingest.run.state.JobState;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What {@code ingest state} answers. */
public final class StateAnswer {
    private StateAnswer() {}

    /** The jobs, in the order given. */
    public static String of(List<JobState> states, ZoneId zone) {
        ObjectNode root = JsonText.versioned();
        ArrayNode jobs = root.putArray("jobs");
        states.forEach(state -> jobs.add(job(state, zone)));
        return JsonText.document(root);
    }

    private static ObjectNode job(JobState state, ZoneId zone) {
        JobRow row = state.job().row();
        boolean incremental = row.loadType() == LoadType.INCREMENTAL;
        ObjectNode node = JsonText.object();
        node.put("job", state.job().name());
        node.put("source_type", row.type().id());
        node.put("dataset", state.job().key().dataset());
        node.put("table", state.job().key().table());
        node.put("load_type", row.loadType().name());
        JsonText.put(node, "watermark_column", row.cursor().column().filter(column -> incremental));
        JsonText.put(
                node,
                "cell",
                Optional.of(state.cell().text())
                        .filter(text -> incremental && !state.cell().isEmpty()));
        ArrayNode journal = node.putArray("journal");
        state.journal().forEach(entry -> journal.add(entry(entry)));
        state.last()
                .ifPresentOrElse(
                        last -> last(node.putObject("last_load"), last, zone), () -> node.putNull("last_load"));
        JsonText.put(node, "dlt_watermark", state.dlt());
        JsonText.put(node, "last_status", state.outcome().map(Enum::name));
        state.remarks().forEach(node.putArray("remarks")::add);
        return node;
    }

    private static ObjectNode entry(JournalEntry entry) {
        return JsonText.object()
                .put("load_id", entry.load().text())
                .put("phase", entry.phase().name())
                .put("cell_after", entry.after().text());
    }

    private static void last(ObjectNode node, Manifest last, ZoneId zone) {
        node.put("load_id", last.load().text());
        node.put("made_at", JsonText.time(last.made(), zone));
        node.put("rows", last.rows());
        JsonText.put(node, "watermark", last.progress().map(CursorProgress::watermark));
    }
}
