package dev.ingest.commit.audit;

import com.opencsv.ICSVParser;
import com.opencsv.RFC4180ParserBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands in one audit file, whoever saved it last: spreadsheets put other dividers between cells, people add columns.
 *
 * @param lines those that say how a job ended, in the file's order
 * @param damaged the numbers, from 1, of lines that say nothing
 * @param added columns that this program does not know
 */
public record AuditFile(List<AuditLine> lines, List<Integer> damaged, List<String> added) {
    private static final List<String> NAMES = List.of(AuditLine.HEADER.split(","));

    public AuditFile {
        lines = List.copyOf(lines);
        damaged = List.copyOf(damaged);
        added = List.copyOf(added);
    }

    /** Reads {@code file}. */
    public static AuditFile read(Path file) throws IOException {
        return of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    static AuditFile of(String content) {
        String text = content.startsWith("\ufeff") ? content.substring(1) : content;
        List<String> rows = text.lines().toList();
        if (rows.isEmpty()) {
            return new AuditFile(List.of(), List.of(), List.of());
        }
        boolean ours = rows.get(0).equals(AuditLine.HEADER);
        Columns columns = ours ? Columns.OURS : Columns.of(rows.get(0));
        List<AuditLine> lines = new ArrayList<>();
        List<Integer> damaged = new ArrayList<>();
        if (!columns.complete()) {
            damaged.add(1);
        }
        for (int i = 1; i < rows.size(); i++) {
            Optional<AuditLine> line = ours ? AuditLine.parse(rows.get(i)) : columns.line(rows.get(i));
            line.ifPresent(lines::add);
            if (line.isEmpty() && !rows.get(i).isBlank()) {
                damaged.add(i + 1);
            }
        }
        return new AuditFile(lines, damaged, columns.added());
    }

    /**
     * Where a file has its cells.
     *
     * @param divider what stands between them
     * @param places where each of our columns is, below 0 where it is not
     * @param added columns that are not ours
     */
    private record Columns(char divider, List<Integer> places, List<String> added) {
        static final Columns OURS = new Columns(',', List.of(0, 1, 2, 3, 4, 5, 6), List.of());

        /** Without a header that names our columns they stand as we write them. */
        static Columns of(String header) {
            char divider = header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
            List<String> names = cells(header, divider).stream()
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .toList();
            return new Columns(
                    divider,
                    NAMES.stream().map(names::indexOf).toList(),
                    names.stream()
                            .filter(name -> !name.isEmpty() && !NAMES.contains(name))
                            .toList());
        }

        boolean complete() {
            return !places.contains(-1);
        }

        Optional<AuditLine> line(String row) {
            List<String> cells = cells(row, divider);
            return complete() && cells.size() > Collections.max(places)
                    ? AuditLine.of(places.stream().map(cells::get).toArray(String[]::new))
                    : Optional.empty();
        }

        private static List<String> cells(String row, char divider) {
            ICSVParser parser =
                    new RFC4180ParserBuilder().withSeparator(divider).build();
            try {
                return List.of(parser.parseLine(row));
            } catch (IOException e) {
                return List.of();
            }
        }
    }
}
