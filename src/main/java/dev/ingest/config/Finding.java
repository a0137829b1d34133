package dev.ingest.config;

/**
 * A fault in what users wrote.
 *
 * @param place the cell or key: {@code jobs!D7}, {@code .dlt/secrets.toml: sources.x.port}
 * @param message what is wrong and the way out
 */
public record Finding(String place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
