package dev.ingest.config.connection;

import java.util.Map;

/**
 * Which of a server's databases is meant.
 *
 * @param name for people, and for the driver where there are no parameters
 * @param parameters what tells the driver instead
 */
record DatabaseName(String name, Map<String, String> parameters) {
    DatabaseName {
        parameters = Map.copyOf(parameters);
    }

    static DatabaseName plain(String name) {
        return new DatabaseName(name, Map.of());
    }
}
