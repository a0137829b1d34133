package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.Health;
import dev.ingest.source.Source;
import dev.ingest.source.SourceRules;
import dev.ingest.source.TableSummary;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.SQLException;
import java.util.List;

/** The way to one Oracle database. */
public final class OracleConnector implements Connector {
    private static final SourceRules RULES = new OracleDialect();

    private final JdbcTarget target;
    private final OraclePool pool;

    /** Nobody connects until a session asks something. */
    public OracleConnector(JdbcTarget target) {
        this.target = target;
        this.pool = new OraclePool(target);
    }

    /**
     * What of {@code target} comes to nothing, a sentence each; asks nobody.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG) for a connection parameter that is unknown, refused or has no
     *     such value
     */
    public static List<String> check(JdbcTarget target) {
        OracleProperties properties = OracleProperties.of(target);
        properties.url();
        return properties.withoutEffect();
    }

    @Override
    public SourceRules rules() {
        return RULES;
    }

    @Override
    public Source session() {
        return new OracleSource(target, pool);
    }

    @Override
    public Health health() {
        return ask("the server", session -> new OracleHealth(session, target, pool.warnings()).read());
    }

    @Override
    public List<TableName> tables(String like) {
        return ask("tables", session -> new OracleTables(session).names(like));
    }

    @Override
    public List<TableSummary> summaries(String like) {
        return ask("tables", session -> new OracleTables(session).summaries(like));
    }

    /** Something that is asked of the database. */
    private interface Question<T> {
        T ask(OracleSession session) throws SQLException;
    }

    private <T> T ask(String about, Question<T> question) {
        try (OracleSession session =
                new OracleSession(pool.connections(), pool.connections().connect(() -> false))) {
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
