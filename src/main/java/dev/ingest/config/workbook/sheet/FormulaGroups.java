package dev.ingest.config.workbook.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Formulas that several cells share, so that none of the cells can be given a value of its own. */
public final class FormulaGroups {
    /** Array formulas and data tables: the first cell holds the formula, the others a value alone. */
    private final List<CellRange> ranges = new ArrayList<>();
    /** A formula that was filled down stands in the first cell alone; the others name its number. */
    private final Map<String, CellRange> first = new HashMap<>();

    private final Set<String> named = new HashSet<>();

    /** Notes the formula that {@code part} stands at. */
    void add(CellPosition position, XmlPart part) {
        Optional<CellRange> range = part.attribute("ref").map(CellRange::parse);
        if (!part.attribute("t").orElse("").equals("shared")) {
            range.filter(cells -> !cells.isOneCell()).ifPresent(ranges::add);
            return;
        }
        String number = part.attribute("si").orElse("");
        if (range.isPresent()) {
            int column = position.column();
            first.put(number, new CellRange(column, position.row(), column, position.row()));
        } else {
            named.add(number);
        }
    }

    /** What a cell shares, as a sentence's end; absent for a cell that stands alone. */
    public Optional<String> describe(int column, int row) {
        boolean leads = first.entrySet().stream()
                .anyMatch(entry ->
                        named.contains(entry.getKey()) && entry.getValue().holds(column, row));
        Optional<String> range = ranges.stream()
                .filter(cells -> cells.holds(column, row))
                .map(cells -> "is one of " + cells + ", which share a formula")
                .findFirst();
        return leads ? Optional.of("holds the formula that the cells below it share") : range;
    }
}
