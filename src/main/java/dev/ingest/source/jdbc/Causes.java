package dev.ingest.source.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** The server's own message and hint where there is one, else the innermost cause's; one line, no full stop. */
    static String line(Throwable failure) {
        return server(failure)
                .map(error -> first(error.getMessage()) + hint(error))
                .orElseGet(() -> first(sql(failure)
                        .map(Throwable::getMessage)
                        .orElseGet(() -> innermost(failure).toString())));
    }

    /** The server's function that refused; unlike its message in one language everywhere. */
    static String routine(Throwable failure) {
        return server(failure).map(ServerErrorMessage::getRoutine).orElse("");
    }

    private static Optional<ServerErrorMessage> server(Throwable failure) {
        return sql(failure)
                .filter(PSQLException.class::isInstance)
                .map(cause -> ((PSQLException) cause).getServerErrorMessage());
    }

    private static String hint(ServerErrorMessage error) {
        String hint = error.getHint();
        return hint == null ? "" : " (hint: " + stopped(hint.replaceAll("\\s+", " ")) + ")";
    }

    private static String first(@Nullable String message) {
        return stopped(String.valueOf(message).lines().findFirst().orElse(""));
    }

    private static String stopped(String sentence) {
        String line = sentence.strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
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
