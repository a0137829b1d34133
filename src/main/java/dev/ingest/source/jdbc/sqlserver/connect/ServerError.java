package dev.ingest.source.jdbc.sqlserver.connect;

import com.microsoft.sqlserver.jdbc.SQLServerException;
import dev.ingest.source.jdbc.SqlCauses;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** What the server says by the number of an error. */
public final class ServerError {
    /** From this class on the server ends the session. */
    private static final int FATAL = 20;

    /** What passes by itself: a database that wakes, moves or starts, and what is turned away under load. */
    private static final Set<Integer> PASSING = Set.of(
            921, 922, 952, 983, 4221, 10928, 10929, 10936, 17197, 18401, 40143, 40197, 40501, 40540, 40545, 40549,
            40550, 40551, 40552, 40553, 40613, 42108, 42109, 49918, 49919, 49920);

    private ServerError() {}

    /** The number; 0 where the server sent none. */
    public static int number(Throwable failure) {
        return SqlCauses.sql(failure).map(SQLException::getErrorCode).orElse(0);
    }

    /** The state, which tells apart what has one number; 0 where the server sent none. */
    static int state(Throwable failure) {
        return server(failure)
                .map(error -> error.getSQLServerError().getErrorState())
                .orElse(0);
    }

    /** A question of which the answer may be missing. */
    public interface Question<T> {
        /** Asks it. */
        Optional<T> ask() throws SQLException;
    }

    /**
     * The answer to what not every server answers, and not to everybody: empty where it refuses, for want of a right or of
     * what is asked for. The transaction goes on.
     */
    public static <T> Optional<T> unlessRefused(Question<T> question) throws SQLException {
        try {
            return question.ask();
        } catch (SQLException failure) {
            if (number(failure) == 0 || endsTheSession(failure)) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    /** Whether an error passes by itself. */
    public static boolean isPassing(int number) {
        return PASSING.contains(number);
    }

    /** Whether the server ended the session with the error. */
    public static boolean endsTheSession(Throwable failure) {
        return server(failure)
                .filter(error -> error.getSQLServerError().getErrorSeverity() >= FATAL)
                .isPresent();
    }

    private static Optional<SQLServerException> server(Throwable failure) {
        return SqlCauses.sql(failure)
                .filter(SQLServerException.class::isInstance)
                .map(SQLServerException.class::cast)
                .filter(error -> error.getSQLServerError() != null);
    }
}
