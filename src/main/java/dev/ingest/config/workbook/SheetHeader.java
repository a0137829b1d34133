package dev.ingest.config.workbook;

import dev.ingest.config.Finding;
import dev.ingest.config.JobColumn;
import dev.ingest.job.NearMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which column of the sheet holds what, from the sheet's first row that is not blank. */
final class SheetHeader {
    /** The columns that every sheet of jobs has. */
    static final Set<JobColumn> REQUIRED = EnumSet.of(
            JobColumn.SOURCE_TYPE, JobColumn.SOURCE_NAME, JobColumn.TABLE_NAME, JobColumn.LOAD_TYPE, JobColumn.ENABLED);

    private static final Map<String, JobColumn> BY_NAME =
            Arrays.stream(JobColumn.values()).collect(Collectors.toMap(column -> folded(column.header()), c -> c));

    private final String sheet;
    private final int row;
    private final Map<JobColumn, Integer> positions = new EnumMap<>(JobColumn.class);
    private final Set<JobColumn> misspelled = EnumSet.noneOf(JobColumn.class);
    private final List<Finding> findings = new ArrayList<>();

    SheetHeader(String sheet, SheetRow first) {
        this.sheet = sheet;
        this.row = first.number();
        Map<Integer, SheetCell> unknown = new TreeMap<>();
        new TreeMap<>(first.cells()).forEach((position, cell) -> {
            JobColumn column = BY_NAME.get(folded(cell.text()));
            if (column == null) {
                unknown.put(position, cell);
            } else if (positions.putIfAbsent(column, position) != null) {
                findings.add(new Finding(place(cell), duplicate(column)));
            }
        });
        unknown.values()
                .forEach(cell -> nearly(cell).ifPresent(column -> {
                    misspelled.add(column);
                    findings.add(new Finding(
                            place(cell),
                            "header '" + cell.text() + "' is not known. Did you mean '" + column.header() + "'?"));
                }));
        REQUIRED.stream()
                .filter(column -> !has(column) && !misspelled.contains(column))
                .forEach(column -> findings.add(missing(column, "")));
    }

    /** Whether the row names any column of ours at all. */
    boolean isHeader() {
        return !positions.isEmpty();
    }

    boolean has(JobColumn column) {
        return positions.containsKey(column);
    }

    /** Whether a header that is not known was probably meant to be {@code column}. */
    boolean misspells(JobColumn column) {
        return misspelled.contains(column);
    }

    List<Finding> findings() {
        return findings;
    }

    /** Whether the row holds anything in a column of ours. */
    boolean fills(SheetRow of) {
        return positions.keySet().stream().anyMatch(column -> cell(of, column).isPresent());
    }

    Optional<SheetCell> cell(SheetRow of, JobColumn column) {
        return Optional.ofNullable(positions.get(column)).flatMap(of::cell);
    }

    /** The cell of each column that the sheet has, in row {@code number}. */
    Map<JobColumn, String> places(int number) {
        Map<JobColumn, String> places = new EnumMap<>(JobColumn.class);
        positions.forEach(
                (column, position) -> places.put(column, sheet + "!" + SheetCell.referenceOf(position, number)));
        return places;
    }

    /** The column's position, from 0. */
    Optional<Integer> position(JobColumn column) {
        return Optional.ofNullable(positions.get(column));
    }

    /** Row {@code number} as a whole. */
    String place(int number) {
        return sheet + "!" + number;
    }

    Finding missing(JobColumn column, String why) {
        return new Finding(place(row), "the column " + column.header() + " is missing" + why + ". Add it.");
    }

    private Optional<JobColumn> nearly(SheetCell cell) {
        Map<String, JobColumn> absent = new TreeMap<>(BY_NAME);
        absent.values().removeAll(positions.keySet());
        return NearMatch.of(folded(cell.text()), absent.keySet()).map(absent::get);
    }

    private String duplicate(JobColumn column) {
        String first = SheetCell.referenceOf(positions.getOrDefault(column, 0), row);
        return "the column " + column.header() + " stands in " + first + " already. Remove one of them.";
    }

    private String place(SheetCell cell) {
        return sheet + "!" + cell.reference();
    }

    private static String folded(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Z}_]", "");
    }
}
