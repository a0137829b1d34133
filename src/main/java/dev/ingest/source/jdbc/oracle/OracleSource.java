package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.TextOrder;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Extent;
import dev.ingest.source.NumberWidth;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.jdbc.JdbcSource;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.MaskedColumns;
import dev.ingest.source.jdbc.ResultSetReader;
import dev.ingest.source.jdbc.RowOrigin;
import dev.ingest.source.jdbc.oracle.read.ColumnFillers;
import dev.ingest.source.jdbc.oracle.read.FetchSize;
import dev.ingest.source.jdbc.oracle.read.ReadFailures;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An Oracle database. The first session reads in a transaction that sees one state; further ones see the same where it can
 * be told by its number.
 */
final class OracleSource extends JdbcSource<OracleSession> {
    private static final OracleDialect DIALECT = new OracleDialect();

    private final JdbcTarget target;
    private final OraclePool pool;
    private final ReadFailures failures;
    private volatile Optional<OracleGuard> guard = Optional.empty();

    OracleSource(JdbcTarget target, OraclePool pool) {
        this(target, pool, new ReadFailures(target));
    }

    private OracleSource(JdbcTarget target, OraclePool pool, ReadFailures failures) {
        super(
                DIALECT,
                failures,
                cancelled ->
                        new OracleSession(pool.connections(), pool.connections().connect(cancelled)));
        this.target = target;
        this.pool = pool;
        this.failures = failures;
    }

    @Override
    public Horizon horizon(SourceQuestion question) {
        return ask(question.extraction(), () -> {
            OracleSession session = sessions().first();
            OracleRows rows = OracleRows.find(session, target, question.extraction());
            Horizon horizon = new OracleHorizon(session, target).measure(question, rows);
            session.rollback();
            return horizon;
        });
    }

    @Override
    public SourceDescription describe(SourceQuestion question) {
        return ask(question.extraction(), () -> {
            OracleSession session = sessions().first();
            session.beginSnapshot();
            OracleRows found = OracleRows.find(session, target, question.extraction());
            OracleConcealment concealment = new OracleConcealment(session);
            checkPolicies(concealment, found);
            OracleRows rows = new OracleRows(
                    found.extraction(), found.kind(), MaskedColumns.mark(found.columns(), concealment.redacted(found)));
            guard = Optional.of(OracleGuard.of(session, rows));
            Snapshot snapshot = new OracleSnapshot(session, target.choices().scnReads()).of(rows);
            SourceDescription description = describe(session, question, rows, snapshot);
            sessions().free(session);
            return description;
        });
    }

    private void checkPolicies(OracleConcealment concealment, OracleRows rows) throws SQLException {
        List<String> policies =
                target.rowSecurity() == RowSecurity.FAIL ? concealment.policies(rows) : List.<String>of();
        if (!policies.isEmpty()) {
            throw failures.filtered(rows.table().toString(), policies);
        }
    }

    private static SourceDescription describe(
            OracleSession session, SourceQuestion question, OracleRows rows, Snapshot snapshot) throws SQLException {
        OracleCatalog catalog = new OracleCatalog(session);
        boolean table = rows.kind() == OracleRows.Kind.TABLE;
        TextOrder order = TextOrder.BINARY;
        if (question.cursor().isPresent()) {
            order = catalog.textOrder(OracleNames.column(rows, question.cursor().get()));
        }
        return new SourceDescription(
                rows.table(),
                rows.columns(),
                table ? catalog.primaryKey(rows.table()) : List.of(),
                table ? catalog.uniqueColumns(rows.table(), rows.columns()) : Set.of(),
                table && snapshot instanceof Snapshot.Shared ? catalog.extents(rows.table()) : List.<Extent>of(),
                snapshot,
                order);
    }

    @Override
    public Map<String, NumberWidth> widths(SourceQuestion question, List<SourceColumn> columns) {
        return ask(question.extraction(), () -> {
            OracleSession session = sessions().demandFirst();
            OracleRows rows = OracleRows.find(session, target, question.extraction());
            Map<String, NumberWidth> widths = new OracleProbe(session).widths(rows, columns, question.where());
            sessions().free(session);
            return widths;
        });
    }

    @Override
    protected OptionalLong rows(OracleSession session, TableName table) throws SQLException {
        return new OracleTables(session).rows(table);
    }

    @Override
    protected BatchReader read(OracleSession session, Reading reading, Slice slice, RowOrigin origin)
            throws SQLException {
        ColumnFillers fillers = new ColumnFillers(reading, target.choices().lobBytes(), failures);
        PreparedStatement statement = session.query(DIALECT.request(reading, slice));
        statement.setFetchSize(FetchSize.of(reading));
        ResultSet rows = statement.executeQuery().unwrap(oracle.jdbc.OracleResultSet.class);
        return new ResultSetReader(
                reading.table().toString(), rows, fillers.fillers(), fillers.limits(), failures, origin);
    }

    /** The server itself fails most reads whose table was truncated or altered meanwhile. */
    @Override
    protected void confirm(TableName table, OracleSession session) throws SQLException {
        session.endQuery();
        if (guard.isPresent() && guard.get().isWatching() && isChanged(guard.get())) {
            throw failures.changed(table.toString());
        }
    }

    private boolean isChanged(OracleGuard watched) throws SQLException {
        OracleSession another = sessions().open();
        try {
            return watched.isBroken(another);
        } finally {
            sessions().close(another);
        }
    }

    @Override
    public List<String> warnings() {
        return pool.warnings();
    }

    @Override
    protected Optional<String> waitsFor(OracleSession another, List<OracleSession> waiting) throws SQLException {
        return new OracleWaits(another)
                .describe(waiting.stream().map(OracleSession::number).toList());
    }

    /** What a state's number says each query says itself. */
    @Override
    protected void join(OracleSession session, Snapshot snapshot) throws SQLException {
        if (!(snapshot instanceof Snapshot.Shared)) {
            session.beginSnapshot();
        }
    }
}
