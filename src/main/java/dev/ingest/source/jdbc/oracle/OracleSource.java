package dev.ingest.source.jdbc.oracle;

import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.job.Reading;
import dev.ingest.job.RowSecurity;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.TextOrder;
import dev.ingest.job.name.TableName;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Extent;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.NumberWidth;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.jdbc.HeldSessions;
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
final class OracleSource implements Source {
    private static final OracleDialect DIALECT = new OracleDialect();

    private final JdbcTarget target;
    private final OraclePool pool;
    private final ReadFailures failures;
    private final HeldSessions<OracleSession> sessions;
    private volatile Optional<OracleGuard> guard = Optional.empty();

    OracleSource(JdbcTarget target, OraclePool pool) {
        this.target = target;
        this.pool = pool;
        this.failures = new ReadFailures(target);
        this.sessions = new HeldSessions<>(cancelled ->
                new OracleSession(pool.connections(), pool.connections().connect(cancelled)));
    }

    /** Something that is asked of the database. */
    private interface Question<T> {
        T ask() throws SQLException;
    }

    @Override
    public Horizon horizon(SourceQuestion question) {
        return ask(question.extraction(), () -> {
            OracleSession session = sessions.first();
            OracleRows rows = OracleRows.find(session, target, question.extraction());
            Horizon horizon = new OracleHorizon(session, target).measure(question, rows);
            session.rollback();
            return horizon;
        });
    }

    @Override
    public SourceDescription describe(SourceQuestion question) {
        return ask(question.extraction(), () -> {
            OracleSession session = sessions.first();
            session.beginSnapshot();
            OracleRows found = OracleRows.find(session, target, question.extraction());
            OracleConcealment concealment = new OracleConcealment(session);
            checkPolicies(concealment, found);
            OracleRows rows = new OracleRows(
                    found.extraction(), found.kind(), MaskedColumns.mark(found.columns(), concealment.redacted(found)));
            guard = Optional.of(OracleGuard.of(session, rows));
            Snapshot snapshot = new OracleSnapshot(session, target.choices().scnReads()).of(rows);
            SourceDescription description = describe(session, question, rows, snapshot);
            sessions.free(session);
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
            OracleSession session = sessions.demandFirst();
            OracleRows rows = OracleRows.find(session, target, question.extraction());
            Map<String, NumberWidth> widths = new OracleProbe(session).widths(rows, columns, question.where());
            sessions.free(session);
            return widths;
        });
    }

    @Override
    public KeySample keys(Reading reading, KeyColumn key) {
        return ask(reading.extraction(), () -> {
            OracleSession session = sessions.demandFirst();
            KeySample sample = OracleKeys.ask(session, DIALECT.sample(reading, key));
            sessions.free(session);
            return sample;
        });
    }

    @Override
    public BatchReader read(Reading reading, Slice slice) {
        return ask(reading.extraction(), () -> {
            sessions.checkCancelled();
            OracleSession session = session(reading.snapshot());
            try {
                ColumnFillers fillers =
                        new ColumnFillers(reading, target.choices().lobBytes(), failures);
                PreparedStatement statement = session.query(DIALECT.request(reading, slice));
                statement.setFetchSize(FetchSize.of(reading));
                ResultSet rows = statement.executeQuery().unwrap(oracle.jdbc.OracleResultSet.class);
                return new ResultSetReader(
                        reading.table().toString(),
                        rows,
                        fillers.fillers(),
                        fillers.limits(),
                        failures,
                        new Sitting(reading.table(), session, statement));
            } catch (SQLException | RuntimeException failure) {
                sessions.abort(session);
                throw failure;
            }
        });
    }

    /** A session while it reads a slice. */
    private final class Sitting implements RowOrigin {
        private final TableName table;
        private final OracleSession session;
        private final PreparedStatement statement;

        private Sitting(TableName table, OracleSession session, PreparedStatement statement) {
            this.table = table;
            this.session = session;
            this.statement = statement;
        }

        /** The server itself fails most reads whose table was truncated or altered meanwhile. */
        @Override
        public void confirm() throws SQLException {
            statement.close();
            if (guard.isPresent() && guard.get().isWatching() && isChanged(guard.get())) {
                throw failures.changed(table.toString());
            }
        }

        private boolean isChanged(OracleGuard watched) throws SQLException {
            OracleSession another = sessions.open();
            try {
                return watched.isBroken(another);
            } finally {
                sessions.close(another);
            }
        }

        @Override
        public void complete() {
            sessions.giveBack(session);
        }

        @Override
        public void abandon() {
            sessions.abort(session);
        }
    }

    @Override
    public OptionalLong count(Reading reading) {
        return ask(reading.extraction(), () -> {
            OracleSession session = session(reading.snapshot());
            long rows =
                    session.first(DIALECT.count(reading), row -> row.getLong(1)).orElseThrow();
            sessions.giveBack(session);
            return OptionalLong.of(rows);
        });
    }

    @Override
    public List<String> warnings() {
        return pool.warnings();
    }

    @Override
    public void release() {
        sessions.release();
    }

    @Override
    public Optional<String> waitsFor() {
        List<String> numbers =
                sessions.all().stream().map(OracleSession::number).toList();
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        try {
            OracleSession another = sessions.open();
            Optional<String> holders = new OracleWaits(another).describe(numbers);
            sessions.close(another);
            return holders;
        } catch (SQLException | IngestException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public void cancel() {
        sessions.cancel();
    }

    @Override
    public void close() {
        sessions.close();
    }

    /** The first session where nobody reads from it, else another one. */
    private OracleSession session(Snapshot snapshot) throws SQLException {
        Optional<OracleSession> held = sessions.claimFirst();
        if (held.isPresent()) {
            return held.get();
        }
        OracleSession session = sessions.open();
        if (!(snapshot instanceof Snapshot.Shared)) {
            session.beginSnapshot();
        }
        return session;
    }

    private <T> T ask(Extraction extraction, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException | RuntimeException failure) {
            throw failures.explain(extraction.table().toString(), failure);
        }
    }
}
