package dev.ingest.config.connection;

/** How whoever connects shows who they are. */
public enum Authentication {
    /** By a name and, where the server asks for one, a password. */
    PASSWORD,
    /** As the account that the program runs as. */
    INTEGRATED,
    /** As an identity of Entra ID, by tokens. */
    ENTRA
}
