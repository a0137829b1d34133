package dev.ingest.source.jdbc;

import dev.ingest.secret.AccessTokens;
import dev.ingest.secret.Secret;
import java.util.Optional;

/** As whom a database is read. */
public sealed interface Login {

    /**
     * A user of the database.
     *
     * @param password absent where the server asks for none
     */
    record Password(String username, Optional<Secret> password) implements Login {}

    /** The account that the program runs as, by Kerberos or what the operating system has in its place. */
    record Integrated() implements Login {}

    /** An identity of the cloud, by a token for each connection. */
    record Token(AccessTokens tokens) implements Login {}
}
