package dev.ingest.job.option;

/** Whether Oracle tables are read as of a system change number, so that several sessions see one state. */
public enum ScnReads {
    /** Where the user has the rights to it. */
    AUTO,
    /** Never: tables are read in one slice, in a transaction that sees one state. */
    OFF
}
