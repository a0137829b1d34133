package dev.ingest.source.jdbc;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.Health;
import dev.ingest.source.TableSummary;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The way to one database: what is asked of it by no job, each question in a session of its own. A server that stops
 * answering keeps nobody.
 *
 * @param <S> a session
 */
public abstract class JdbcConnector<S extends JdbcSession> implements Connector {
    /** How much longer a question to the catalogue may take than a connection. */
    private static final int PATIENCE = 4;

    private final JdbcTarget target;
    private final ConnectionPool connections;
    private final FailureTable failures;

    /** Nobody connects until something is asked. */
    protected JdbcConnector(JdbcTarget target, ConnectionPool connections, FailureTable failures) {
        this.target = target;
        this.connections = connections;
        this.failures = failures;
    }

    /** A session on a new connection, ready for questions. */
    protected abstract S open(Connection connection) throws SQLException;

    /** Who answers. */
    protected abstract Health health(S session) throws SQLException;

    /** The tables that there are. */
    protected abstract TableList list(S session);

    @Override
    public final Optional<String> place() {
        return Optional.of(target.place() + " as " + target.user());
    }

    @Override
    public final Health health() {
        return ask("the server", this::health);
    }

    @Override
    public final List<TableName> tables(String like) {
        return ask("tables", session -> list(session).names(like));
    }

    @Override
    public final List<TableSummary> summaries(String like) {
        return ask("tables", session -> list(session).summaries(like));
    }

    @Override
    public final void close() {
        connections.close();
    }

    private interface Question<S, T> {
        T ask(S session) throws SQLException;
    }

    private <T> T ask(String about, Question<S, T> question) {
        Duration patience = target.connectTimeout().multipliedBy(PATIENCE);
        try {
            Connection connection = connections.connect(() -> false);
            connection.setNetworkTimeout(Runnable::run, (int) patience.toMillis());
            try (S session = open(connection)) {
                return question.ask(session);
            }
        } catch (SQLException failure) {
            if (SqlCauses.has(failure, SocketTimeoutException.class)) {
                throw silent(about, failure);
            }
            throw failures.explain(about, failure);
        }
    }

    private IngestException silent(String about, SQLException failure) {
        return new IngestException(
                FailureKind.READ,
                Outlook.PASSES,
                "Cannot ask " + target.place() + " about " + about + ": it took the login of " + target.user()
                        + ", and then sent nothing for longer than connect_timeout ("
                        + target.connectTimeout().toSeconds() + " s). Look at the database and the network; where its"
                        + " catalogue is that slow, raise connect_timeout in [" + target.section() + "].",
                failure);
    }
}
