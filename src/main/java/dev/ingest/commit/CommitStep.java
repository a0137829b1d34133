package dev.ingest.commit;

/** The steps by which a staged load becomes part of the lake, in their order. */
public enum CommitStep {
    /** The staged files are there, with the rows that were read. */
    STAGE,
    /** What is about to happen is written down. */
    INTENT,
    /** Data files take their final names. */
    PUBLISH,
    /** Schema version and pipeline state are stored. */
    STATE,
    /** The commit point: from the marker on, the load happened. */
    MARKER,
    /** Files that the load replaces go. */
    REPLACE,
    /** The workbook's cell is written, or waits in the journal. */
    CELL,
    /** The audit line is written and the intent becomes the manifest. */
    AUDIT
}
