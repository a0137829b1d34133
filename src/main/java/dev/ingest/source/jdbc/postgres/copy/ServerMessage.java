package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.source.jdbc.SqlCauses;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server says of a failure. */
public final class ServerMessage {
    private ServerMessage() {}

    /** The server's own message and hint where there is one, else the innermost cause's; one line, no full stop. */
    public static String line(Throwable failure) {
        return of(failure)
                .map(error -> SqlCauses.first(error.getMessage()) + hint(error))
                .orElseGet(() -> SqlCauses.line(failure));
    }

    /** The server's function that refused; unlike its message in one language everywhere. */
    static String routine(Throwable failure) {
        return of(failure).map(ServerErrorMessage::getRoutine).orElse("");
    }

    private static Optional<ServerErrorMessage> of(Throwable failure) {
        return SqlCauses.sql(failure)
                .filter(PSQLException.class::isInstance)
                .map(cause -> ((PSQLException) cause).getServerErrorMessage());
    }

    private static String hint(ServerErrorMessage error) {
        String hint = error.getHint();
        return hint == null ? "" : " (hint: " + SqlCauses.first(hint.replaceAll("\\s+", " ")) + ")";
    }
}
