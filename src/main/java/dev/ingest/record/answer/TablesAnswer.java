package dev.ingest.record.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.data.Nullability;
import dev.ingest.record.JsonText;
import dev.ingest.source.CursorCandidate;
import dev.ingest.source.TableLook;
import dev.ingest.source.TableSummary;
import java.util.List;
import java.util.OptionalLong;

/** What {@code ingest discover} answers. */
public final class TablesAnswer {
    private TablesAnswer() {}

    /**
     * The tables of a source.
     *
     * @param looks what the first rows of some of them showed
     * @param added jobs that have a row of the workbook now
     * @param errors why nothing can be seen of others
     */
    public static String of(
            String source, List<TableSummary> tables, List<TableLook> looks, List<String> added, List<String> errors) {
        ObjectNode root = JsonText.versioned();
        root.put("source", source);
        ArrayNode all = root.putArray("tables");
        tables.forEach(table -> all.add(table(table)));
        ArrayNode seen = root.putArray("looks");
        looks.forEach(look -> seen.add(look(look)));
        added.forEach(root.putArray("added")::add);
        errors.forEach(root.putArray("errors")::add);
        return JsonText.document(root);
    }

    private static ObjectNode table(TableSummary table) {
        ObjectNode node = JsonText.object();
        node.put("table", table.shortest().toString());
        node.put("name", table.name().toString());
        put(node, "rows_estimated", table.rows());
        put(node, "bytes", table.bytes());
        table.primaryKey().forEach(node.putArray("primary_key")::add);
        candidates(node, table.candidates());
        return node;
    }

    private static ObjectNode look(TableLook look) {
        ObjectNode node = JsonText.object();
        node.put("table", look.table().toString());
        ArrayNode columns = node.putArray("columns");
        look.columns()
                .forEach(column ->
                        columns.addObject().put("column", column.name()).put("type", column.declaredType()));
        candidates(node, look.candidates());
        look.remarks().forEach(node.putArray("remarks")::add);
        return node;
    }

    private static void candidates(ObjectNode node, List<CursorCandidate> candidates) {
        ArrayNode all = node.putArray("watermark_candidates");
        candidates.forEach(column -> all.addObject()
                .put("column", column.name())
                .put("type", column.declaredType())
                .put("indexed", column.index() == CursorCandidate.Index.LEADING)
                .put("not_null", column.nullability() == Nullability.REQUIRED));
    }

    private static void put(ObjectNode node, String key, OptionalLong number) {
        if (number.isPresent()) {
            node.put(key, number.getAsLong());
        } else {
            node.putNull(key);
        }
    }
}
