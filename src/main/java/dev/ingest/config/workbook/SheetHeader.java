package dev.ingest.config.workbook;

import dev.ingest.config.Finding;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.RowPlaces;
import dev.ingest.config.workbook.sheet.CellRange;
import dev.ingest.config.workbook.sheet.SheetCell;
import dev.ingest.config.workbook.sheet.SheetRow;
import dev.ingest.job.name.Blanks;
import dev.ingest.job.name.NearMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which column of the sheet holds what, from the sheet's first row that is not blank. */
final class SheetHeader {
    /** The columns that every sheet of jobs has. */
    static final Set<JobColumn> REQUIRED = EnumSet.of(
            JobColumn.SOURCE_TYPE, JobColumn.SOURCE_NAME, JobColumn.TABLE_NAME, JobColumn.LOAD_TYPE, JobColumn.ENABLED);

    /** The columns that only jobs with a watermark need. */
    static final Set<JobColumn> INCREMENTAL = EnumSet.of(JobColumn.WATERMARK_COLUMN, JobColumn.LAST_WATERMARK);

    private static final Map<String, JobColumn> BY_NAME = byName();

    private static final Map<String, JobColumn> ALSO_CALLED = Map.ofEntries(
            Map.entry("sql", JobColumn.QUERY),
            Map.entry("queryfile", JobColumn.QUERY),
            Map.entry("filter", JobColumn.WHERE),
            Map.entry("condition", JobColumn.WHERE),
            Map.entry("predicate", JobColumn.WHERE),
            Map.entry("cursor", JobColumn.WATERMARK_COLUMN),
            Map.entry("cursorcolumn", JobColumn.WATERMARK_COLUMN),
            Map.entry("incrementalcolumn", JobColumn.WATERMARK_COLUMN),
            Map.entry("lastvalue", JobColumn.LAST_WATERMARK),
            Map.entry("active", JobColumn.ENABLED),
            Map.entry("mode", JobColumn.LOAD_TYPE),
            Map.entry("fields", JobColumn.COLUMNS),
            Map.entry("select", JobColumn.COLUMNS),
            Map.entry("exclude", JobColumn.COLUMNS),
            Map.entry("pk", JobColumn.PRIMARY_KEY),
            Map.entry("sortby", JobColumn.CLUSTER_BY),
            Map.entry("orderby", JobColumn.CLUSTER_BY));

    private final String sheet;
    private final int row;
    private final Map<JobColumn, Integer> positions = new EnumMap<>(JobColumn.class);
    private final Map<JobColumn, String> letters;
    /** What columns that the sheet lacks were probably meant by, as a sentence. */
    private final Map<JobColumn, Finding> misspelled = new EnumMap<>(JobColumn.class);

    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();

    SheetHeader(String sheet, SheetRow first) {
        this.sheet = sheet;
        this.row = first.number();
        Map<Integer, SheetCell> unknown = new TreeMap<>();
        new TreeMap<>(first.cells()).forEach((position, cell) -> {
            JobColumn column = BY_NAME.get(folded(cell.text()));
            if (column == null) {
                unknown.put(position, cell);
            } else if (positions.putIfAbsent(column, position) != null) {
                findings.add(new Finding(place(position), duplicate(column)));
            }
        });
        unknown.values().removeIf(cell -> cell.text().isEmpty());
        unknown.forEach((position, cell) -> judge(place(position), cell.text()));
        REQUIRED.stream()
                .filter(column -> !has(column) && !misspelled.containsKey(column))
                .forEach(column -> findings.add(missing(column)));
        Map<JobColumn, String> places = new EnumMap<>(JobColumn.class);
        positions.forEach((column, position) -> places.put(column, sheet + "!" + CellRange.lettersOf(position)));
        this.letters = Map.copyOf(places);
    }

    /** Whether the row names any column of ours at all. */
    boolean isHeader() {
        return !positions.isEmpty();
    }

    boolean has(JobColumn column) {
        return positions.containsKey(column);
    }

    /** What a row says that needs a column which the sheet lacks. */
    String lacks(JobColumn column) {
        return "the column " + column.header() + " is missing; INCREMENTAL jobs need it. "
                + Optional.ofNullable(misspelled.get(column))
                        .map(Finding::toString)
                        .orElseGet(() -> "Add it to the headers in row " + row + ".");
    }

    List<Finding> findings() {
        return findings;
    }

    /** The headers that mean nothing here and may well be the users' own. */
    List<Finding> warnings() {
        return warnings;
    }

    private void judge(String place, String unknown) {
        Optional<JobColumn> slip = nearly(unknown);
        if (slip.isPresent()) {
            Finding finding = new Finding(
                    place,
                    "header '" + unknown + "' is not known. Did you mean '"
                            + slip.get().header() + "'?");
            misspelled.put(slip.get(), finding);
            (INCREMENTAL.contains(slip.get()) ? warnings : findings).add(finding);
        } else {
            warnings.add(new Finding(
                    place,
                    "header '" + unknown + "' means nothing here, so what stands below it is not read."
                            + meant(unknown)));
        }
    }

    /** What else people call a column that the sheet lacks. */
    private String meant(String unknown) {
        List<String> absent = Arrays.stream(JobColumn.values())
                .filter(column -> !has(column))
                .map(JobColumn::header)
                .toList();
        return Optional.ofNullable(ALSO_CALLED.get(folded(unknown)))
                .filter(column -> !has(column))
                .map(column -> " Did you mean '" + column.header() + "'?")
                .orElseGet(() -> NearMatch.list(unknown.replace(' ', '_'), absent));
    }

    /** Whether the row holds anything in a column of ours. */
    boolean fills(SheetRow of) {
        return positions.keySet().stream().anyMatch(column -> cell(of, column).isPresent());
    }

    Optional<SheetCell> cell(SheetRow of, JobColumn column) {
        return Optional.ofNullable(positions.get(column)).flatMap(of::cell);
    }

    /** The cells of row {@code number}. */
    RowPlaces places(int number) {
        return new RowPlaces(letters, Integer.toString(number));
    }

    /** The column's position, from 0. */
    Optional<Integer> position(JobColumn column) {
        return Optional.ofNullable(positions.get(column));
    }

    /** Row {@code number} as a whole. */
    String place(int number) {
        return sheet + "!" + number;
    }

    private Finding missing(JobColumn column) {
        return new Finding(place(row), "the column " + column.header() + " is missing. Add it.");
    }

    private Optional<JobColumn> nearly(String header) {
        Map<String, JobColumn> absent = new TreeMap<>(BY_NAME);
        absent.values().removeAll(positions.keySet());
        return NearMatch.of(folded(header), absent.keySet()).map(absent::get);
    }

    private String duplicate(JobColumn column) {
        String first = CellRange.referenceOf(positions.getOrDefault(column, 0), row);
        return "the column " + column.header() + " stands in " + first + " already. Remove one of them.";
    }

    private String place(Integer position) {
        return sheet + "!" + CellRange.referenceOf(position, row);
    }

    private static Map<String, JobColumn> byName() {
        Map<String, JobColumn> columns = new HashMap<>();
        for (JobColumn column : JobColumn.values()) {
            if (columns.put(folded(column.header()), column) != null) {
                throw new IllegalStateException("Two columns are called " + column.header() + ".");
            }
        }
        return columns;
    }

    private static String folded(String header) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c != '_' && !Blanks.isBlank(c)) {
                kept.append(c);
            }
        }
        return kept.toString().toLowerCase(Locale.ROOT);
    }
}
