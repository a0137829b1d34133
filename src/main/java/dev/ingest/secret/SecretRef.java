package dev.ingest.secret;

/**
 * The name of a secret: the dotted path of its key.
 *
 * @param path {@code sources.my_postgres_db.password}
 */
public record SecretRef(String path) {
    /** As dlt names it in the environment: {@code SOURCES__MY_POSTGRES_DB__PASSWORD}. */
    public String environmentName() {
        return path.replace(".", "__").toUpperCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return path;
    }
}
