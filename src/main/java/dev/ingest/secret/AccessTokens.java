package dev.ingest.secret;

/** Makes tokens that prove an identity for a while; asked anew for each connection. */
@FunctionalInterface
public interface AccessTokens {

    /**
     * A token that is valid now.
     *
     * @param scope whom it is shown to: {@code https://database.windows.net/.default}
     */
    Secret token(String scope);
}
