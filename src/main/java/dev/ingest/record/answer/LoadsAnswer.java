package dev.ingest.record.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.state.CursorProgress;
import dev.ingest.commit.state.LandedFile;
import dev.ingest.commit.state.LandedTable;
import dev.ingest.commit.state.Manifest;
import dev.ingest.job.cursor.Bound;
import dev.ingest.record.JsonText;
import java.time.ZoneId;
import java.util.List;

/** What {@code ingest loads} answers. */
public final class LoadsAnswer {
    private LoadsAnswer() {}

    /** The loads, in the order given. */
    public static String of(List<Manifest> loads, ZoneId zone) {
        ObjectNode root = JsonText.versioned();
        ArrayNode all = root.putArray("loads");
        loads.forEach(load -> all.add(load(load, zone)));
        return JsonText.document(root);
    }

    private static ObjectNode load(Manifest load, ZoneId zone) {
        ObjectNode node = JsonText.object();
        node.put("load_id", load.load().text());
        node.put("made_at", JsonText.time(load.made(), zone));
        node.put("job", load.job().name());
        node.put("dataset", load.job().key().dataset());
        node.put("table", load.job().key().table());
        node.put("load_type", load.job().type().name());
        node.put("rows", load.rows());
        node.put("rows_read", load.counts().read());
        node.put("rows_dropped", load.counts().dropped());
        node.put("files", load.files().size());
        node.put("bytes", load.files().stream().mapToLong(LandedFile::bytes).sum());
        JsonText.put(
                node,
                "path",
                AuditLine.parse(load.audit().line())
                        .map(AuditLine::partitionPath)
                        .filter(path -> !path.isEmpty()));
        load.progress()
                .ifPresentOrElse(
                        progress -> watermark(node.putObject("watermark"), progress), () -> node.putNull("watermark"));
        ArrayNode tables = node.putArray("tables");
        load.tables().forEach(table -> tables.add(table(table)));
        return node;
    }

    private static void watermark(ObjectNode node, CursorProgress progress) {
        node.put("column", progress.cursor());
        JsonText.put(node, "from", progress.window().low().map(Bound::value));
        node.put(
                "from_inclusive",
                progress.window().low().map(Bound::edge).orElse(Bound.Edge.INCLUSIVE) == Bound.Edge.INCLUSIVE);
        node.put("to", progress.watermark());
    }

    private static ObjectNode table(LandedTable table) {
        ObjectNode node = JsonText.object();
        node.put("table", table.name());
        JsonText.put(node, "parent", table.parent());
        ArrayNode files = node.putArray("files");
        table.files()
                .forEach(file -> files.addObject()
                        .put("path", file.path())
                        .put("rows", file.rows())
                        .put("bytes", file.bytes()));
        return node;
    }
}
