package dev.ingest.source.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What lies behind a failure of the driver or the pool. */
public final class SqlCauses {
    private SqlCauses() {}

    /** What a question comes to whose job was cancelled. */
    static SQLException cancelled() {
        return new SQLException("the source is cancelled", "57014");
    }

    /** The innermost exception of the driver that carries a state. */
    public static Optional<SQLException> sql(Throwable failure) {
        return chain(failure).stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(cause -> cause.getSQLState() != null)
                .reduce((outer, inner) -> inner);
    }

    /** Whether a cause is of that type. */
    public static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return chain(failure).stream().anyMatch(type::isInstance);
    }

    /** The message of what lies innermost and has a state, else of the innermost cause; one line, no full stop. */
    public static String line(Throwable failure) {
        return first(sql(failure)
                .map(Throwable::getMessage)
                .orElseGet(() -> innermost(failure).toString()));
    }

    /** The first line of a message, without a full stop. */
    public static String first(@Nullable String message) {
        String line = String.valueOf(message).lines().findFirst().orElse("").strip();
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
