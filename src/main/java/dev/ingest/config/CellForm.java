package dev.ingest.config;

/** How a workbook keeps a value, and so how exactly: Excel's numbers hold 15 digits, its dates milliseconds. */
public enum CellForm {
    TEXT,
    NUMBER,
    DATE
}
