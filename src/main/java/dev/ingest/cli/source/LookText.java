package dev.ingest.cli.source;

import dev.ingest.cli.option.TextTable;
import dev.ingest.source.CursorCandidate;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.TableLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the first rows of a table showed, for people. */
final class LookText {
    private final TableLook look;

    LookText(TableLook look) {
        this.look = look;
    }

    /** An empty line first. */
    List<String> lines() {
        Set<String> candidates =
                look.candidates().stream().map(CursorCandidate::name).collect(Collectors.toSet());
        TextTable table = new TextTable("FIELD", "TYPE", "CAN BE A WATERMARK");
        for (SourceColumn column : look.columns()) {
            table.add(List.of(column.name(), column.declaredType(), candidates.contains(column.name()) ? "yes" : ""));
        }
        List<String> lines = new ArrayList<>(List.of("", look.table() + ": " + String.join("; ", look.remarks())));
        table.lines().forEach(line -> lines.add("  " + line));
        return lines;
    }
}
