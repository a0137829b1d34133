package dev.ingest.job;

/** How a workbook keeps a value, and so how exactly. */
public enum CellForm {
    TEXT,
    /** An IEEE 754 number: 15 digits are certain. */
    NUMBER,
    /** Days as an IEEE 754 number: milliseconds at best. */
    DATE,
    /** A value of a text column: no other text stands for it. */
    EXACT
}
