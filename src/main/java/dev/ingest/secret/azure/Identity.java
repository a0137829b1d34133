package dev.ingest.secret.azure;

/**
 * Who answered for the program.
 *
 * @param kind {@code service principal}, {@code managed identity}
 * @param id application or object id, as the token has it
 */
public record Identity(String kind, String id) {
    @Override
    public String toString() {
        return id.isEmpty() ? kind : kind + " " + id;
    }
}
