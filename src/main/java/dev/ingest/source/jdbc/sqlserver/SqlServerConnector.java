package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.Health;
import dev.ingest.source.Source;
import dev.ingest.source.SourceRules;
import dev.ingest.source.TableSummary;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.SQLException;
import java.util.List;

/** The way to one database of SQL Server's or Azure SQL's. */
public final class SqlServerConnector implements Connector {
    private static final SourceRules RULES = new SqlServerDialect();

    private final JdbcTarget target;
    private final SqlServerPool pool;

    /** Nobody connects until a session asks something. */
    public SqlServerConnector(JdbcTarget target) {
        this.target = target;
        this.pool = new SqlServerPool(target);
    }

    /**
     * What of {@code target} comes to nothing, a sentence each; asks nobody.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG) for a connection parameter that is unknown, refused or has no
     *     such value
     */
    public static List<String> check(JdbcTarget target) {
        return SqlServerProperties.of(target).warnings();
    }

    @Override
    public SourceRules rules() {
        return RULES;
    }

    @Override
    public Source session() {
        return new SqlServerSource(target, pool);
    }

    @Override
    public Health health() {
        return ask("the server", session -> new SqlServerHealth(session, target, pool.warnings()).read());
    }

    @Override
    public List<TableName> tables(String like) {
        return ask("tables", session -> new SqlServerTables(session).names(like));
    }

    @Override
    public List<TableSummary> summaries(String like) {
        return ask("tables", session -> new SqlServerTables(session).summaries(like));
    }

    /** Something that is asked of the database. */
    private interface Question<T> {
        T ask(SqlServerSession session) throws SQLException;
    }

    private <T> T ask(String about, Question<T> question) {
        try (SqlServerSession session =
                new SqlServerSession(pool.connections(), pool.connections().connect(() -> false))) {
            session.beginReadCommitted();
            return question.ask(session);
        } catch (SQLException failure) {
            throw new ReadFailures(target).explain(about, failure);
        }
    }

    @Override
    public void close() {
        pool.connections().close();
    }
}
