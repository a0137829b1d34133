package dev.ingest.config.workbook.sheet;

/** The day that a workbook counts its dates from; old Macs chose 1904. */
enum DateEpoch {
    FROM_1900,
    FROM_1904
}
