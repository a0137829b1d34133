package dev.ingest.config.workbook.sheet;

import java.util.List;

/**
 * What a sheet holds.
 *
 * @param rows those that hold something, in order
 * @param groups its formulas that several cells share
 * @param end the last row that holds anything or is merged with others; 0 when there is none
 */
public record SheetRows(List<SheetRow> rows, FormulaGroups groups, int end) {}
