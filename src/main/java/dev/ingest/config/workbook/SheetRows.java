package dev.ingest.config.workbook;

import java.util.List;

/**
 * What a sheet holds.
 *
 * @param rows those that hold something, in order
 * @param groups its formulas that several cells share
 */
record SheetRows(List<SheetRow> rows, FormulaGroups groups) {}
