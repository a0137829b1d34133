package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.Health;
import dev.ingest.source.Source;
import dev.ingest.source.SourceRules;
import dev.ingest.source.TableSummary;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.postgres.copy.ReadFailures;
import java.sql.SQLException;
import java.util.List;

/** The way to one PostgreSQL database. */
public final class PostgresConnector implements Connector {
    private static final SourceRules RULES = new PostgresDialect();

    private final JdbcTarget target;
    private final PostgresPool pool;

    /** Nobody connects until a session asks something. */
    public PostgresConnector(JdbcTarget target) {
        this.target = target;
        this.pool = new PostgresPool(target);
    }

    /**
     * What of {@code target} comes to nothing, a sentence each; asks nobody.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG) for a connection parameter that is unknown, refused or has no
     *     such value
     */
    public static List<String> check(JdbcTarget target) {
        return target.isPlain() ? List.of() : PostgresPool.check(target);
    }

    @Override
    public SourceRules rules() {
        return RULES;
    }

    @Override
    public Source session() {
        return new PostgresSource(target, pool);
    }

    @Override
    public Health health() {
        return ask("the server", session -> new PostgresHealth(session, target, pool.warnings()).read());
    }

    @Override
    public List<TableName> tables(String like) {
        return ask("tables", session -> new PostgresTables(session).names(like));
    }

    @Override
    public List<TableSummary> summaries(String like) {
        return ask("tables", session -> new PostgresTables(session).summaries(like));
    }

    /** Something that is asked of the database. */
    private interface Question<T> {
        T ask(PostgresSession session) throws SQLException;
    }

    private <T> T ask(String about, Question<T> question) {
        try (PostgresSession session = new PostgresSession(
                pool.connections(), pool.connections().connect(() -> false), target.rowSecurity())) {
            session.beginReadCommitted();
            T answer = question.ask(session);
            session.rollback();
            return answer;
        } catch (SQLException failure) {
            throw new ReadFailures(target).explain(about, failure);
        }
    }

    @Override
    public void close() {
        pool.connections().close();
    }
}
