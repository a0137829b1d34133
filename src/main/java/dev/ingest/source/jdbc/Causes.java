package dev.ingest.source.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What lies behind a failure of the driver or the pool. */
final class Causes {
    private Causes() {}

    /** The innermost exception of the driver that carries a state. */
    static Optional<SQLException> sql(Throwable failure) {
        return chain(failure).stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(cause -> cause.getSQLState() != null)
                .reduce((outer, inner) -> inner);
    }

    static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return chain(failure).stream().anyMatch(type::isInstance);
    }

    /** The server's own message where there is one, else the innermost cause's; one line, no full stop. */
    static String line(Throwable failure) {
        String message = sql(failure)
                .map(cause -> cause instanceof PSQLException driver && driver.getServerErrorMessage() != null
                        ? server(driver.getServerErrorMessage())
                        : cause.getMessage())
                .orElseGet(() -> innermost(failure).toString());
        String line = String.valueOf(message).lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static String server(ServerErrorMessage error) {
        return String.valueOf(error.getMessage());
    }

    private static Throwable innermost(Throwable failure) {
        List<Throwable> chain = chain(failure);
        return chain.get(chain.size() - 1);
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
