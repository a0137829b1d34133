package dev.ingest.failure;

/** What failed, as an operator tells it apart; the audit and the exit code follow from it. */
public enum FailureKind {
    /** Workbook, settings or command line. */
    CONFIG,
    /** A secret is missing or a store of secrets does not answer. */
    SECRET,
    /** A database, API or store cannot be reached or refuses the login. */
    CONNECT,
    /** The source failed while it was read. */
    READ,
    /** A value does not fit the type it lands as. */
    CONVERT,
    /** Rows could not be encoded. */
    WRITE,
    /** The lake refused a file. */
    LAND,
    /** A staged load could not be made to count. */
    COMMIT
}
