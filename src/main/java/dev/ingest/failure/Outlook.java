package dev.ingest.failure;

/** What another attempt at the same thing would come to. */
public enum Outlook {
    /** The same again: a wrong name, a refused login, a missing right, a value that does not fit, a full disk. */
    STAYS,
    /** Perhaps better: a server that starts, a connection that was cut, a store that is busy. */
    PASSES
}
