package dev.ingest.source.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.job.name.Counted;
import dev.ingest.job.name.Naming;
import dev.ingest.job.name.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Goes through a document: its server, its login, and a table for each path whose GET answers a list. */
final class Proposer {
    private final Document document;
    private final String source;
    private final String section;
    private final Map<String, ProposedTable> byPath = new HashMap<>();
    private final Map<String, ProposedTable> byName = new HashMap<>();
    private int passedOver;

    Proposer(Document document, String source) {
        this.document = document;
        this.source = source;
        this.section = "sources." + Toml.key(source);
    }

    Proposal propose() {
        List<Operation> operations = Operation.all(document);
        operations.stream()
                .sorted(Comparator.comparingInt(operation -> operation.path().split("/").length))
                .forEach(this::look);
        List<ProposedTable> tables = operations.stream()
                .flatMap(operation -> Optional.ofNullable(byPath.get(plain(operation.path()))).stream())
                .distinct()
                .toList();
        Server server = Server.of(document);
        List<String> lines = new ArrayList<>(head(tables));
        lines.add("");
        server.remarks().forEach(remark -> lines.add("# " + Toml.remark(remark) + "."));
        lines.add("[" + section + "]");
        lines.add("base_url = " + Toml.text(server.address()));
        lines.addAll(new AuthGuess(document, section, server).lines());
        tables.forEach(table -> lines.addAll(table.lines(section + ".tables")));
        return new Proposal(
                lines.stream().map(line -> line + "\n").collect(Collectors.joining()),
                sure(tables).map(table -> TableName.parse(table.name())).toList());
    }

    /** Shorter paths come first, so that a path's parents are known. */
    private void look(Operation operation) {
        Envelope envelope = new Envelope(document, operation.schema(document));
        Optional<RecordShape> shape = RecordShape.of(document, operation, envelope);
        if (shape.isEmpty()) {
            passedOver++;
            return;
        }
        ResourcePath path =
                ResourcePath.of(document, operation, above -> Optional.ofNullable(byPath.get(plain(above))));
        ProposedTable table = ProposedTable.of(document, name(operation), operation, shape.get(), path, envelope);
        byName.put(table.name(), table);
        byPath.putIfAbsent(plain(operation.path()), table);
    }

    private static String plain(String path) {
        return path.replaceAll("/+$", "");
    }

    /** The path's words without parameters and versions; with parameters where two come to the same. */
    private String name(Operation operation) {
        List<String> words = operation.segments().stream()
                .filter(segment -> !segment.matches("(?i)api|v\\d+(\\.\\d+)*"))
                .toList();
        String whole = operation.path().replaceAll("[{}]", "");
        String name = named(words.isEmpty() ? List.of(whole) : words);
        String longer = byName.containsKey(name) ? named(List.of(whole.split("/"))) : name;
        String free = longer;
        for (int i = 2; byName.containsKey(free); i++) {
            free = longer + "_" + i;
        }
        return free;
    }

    private static String named(List<String> words) {
        String name = words.stream()
                .map(word -> Naming.SNAKE_CASE.of(word.replaceAll("[^\\p{L}\\p{N}]+", "_")))
                .map(word -> word.replaceAll("[^a-zA-Z0-9]+", "_").replaceAll("^_+|_+$", ""))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining("_"));
        return name.isEmpty() ? "resource" : name;
    }

    private static Stream<ProposedTable> sure(List<ProposedTable> tables) {
        return tables.stream().filter(ProposedTable::isSure);
    }

    private List<String> head(List<ProposedTable> tables) {
        JsonNode info = document.root().path("info");
        long sure = sure(tables).count();
        List<String> lines = new ArrayList<>();
        lines.add("# Proposed from the OpenAPI document of "
                + Toml.remark(info.path("title").asText("an API") + " "
                        + info.path("version").asText("")) + ": "
                + Counted.of(sure, "table") + " in use, " + (tables.size() - sure)
                + " not sure and commented out, " + Counted.of(passedOver, "path") + " without a list.");
        lines.add("# Names of parameters and fields are all that was looked at: read it, mend it, then paste it into"
                + " .dlt/secrets.toml.");
        if (sure > 0) {
            lines.add("# Rows for the workbook (--add writes them):");
            sure(tables)
                    .forEach(table ->
                            lines.add("# | api | " + Toml.remark(source) + " | " + table.name() + " | FULL | | | N |"));
        }
        if (!document.elsewhere().isEmpty()) {
            lines.add("# References to other places were not followed: "
                    + Toml.remark(String.join(", ", document.elsewhere())));
        }
        return lines;
    }
}
