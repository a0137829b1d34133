package dev.ingest.source.jdbc.postgres;

import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.TextOrder;
import dev.ingest.job.name.TableName;
import dev.ingest.source.BatchReader;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.NumberWidth;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.jdbc.HeldSessions;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.RowOrigin;
import dev.ingest.source.jdbc.postgres.copy.CopyReader;
import dev.ingest.source.jdbc.postgres.copy.CopyStream;
import dev.ingest.source.jdbc.postgres.copy.ReadFailures;
import dev.ingest.source.jdbc.postgres.copy.RowDecoder;
import dev.ingest.source.jdbc.postgres.copy.StoredBytes;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A PostgreSQL database. All sessions of a job read in one snapshot, which the first one holds. */
final class PostgresSource implements Source {
    private static final PostgresDialect DIALECT = new PostgresDialect();

    /** How often a snapshot is taken while other sessions replace the table. */
    private static final int SNAPSHOTS = 5;

    /**
     * The first session has locked all that a further one reads. One that has to wait for a lock all the same waits for a
     * session that waits for the first one: neither would ever end, and the server does not see it.
     */
    private static final String SHORT_WAIT = "SET LOCAL lock_timeout = '2s'";

    private final JdbcTarget target;
    private final PostgresPool pool;
    private final ReadFailures failures;
    private final HeldSessions<PostgresSession> sessions;

    PostgresSource(JdbcTarget target, PostgresPool pool) {
        this.target = target;
        this.pool = pool;
        this.failures = new ReadFailures(target);
        this.sessions = new HeldSessions<>(cancelled ->
                new PostgresSession(pool.connections(), pool.connections().connect(cancelled), target.rowSecurity()));
    }

    /** Something that is asked of the database. */
    private interface Question<T> {
        T ask() throws SQLException;
    }

    @Override
    public Horizon horizon(SourceQuestion question) {
        return ask(question.extraction(), () -> {
            PostgresSession session = sessions.first();
            session.beginReadCommitted();
            PostgresRelation relation = new PostgresNames(session, target).relation(question.extraction());
            List<SourceColumn> columns = new PostgresCatalog(session).columns(relation);
            Horizon horizon = new PostgresHorizon(session, target).measure(question, relation, columns);
            session.rollback();
            return horizon;
        });
    }

    @Override
    public SourceDescription describe(SourceQuestion question) {
        return ask(question.extraction(), () -> {
            PostgresSession session = sessions.first();
            Snapshot snapshot = snapshot(session, question.extraction());
            SourceDescription description = describe(session, question, snapshot);
            sessions.free(session);
            return description;
        });
    }

    @Override
    public Map<String, NumberWidth> widths(SourceQuestion question, List<SourceColumn> columns) {
        return ask(question.extraction(), () -> {
            PostgresSession session = sessions.demandFirst();
            PostgresRelation relation = new PostgresNames(session, target).relation(question.extraction());
            Map<String, NumberWidth> widths = new PostgresProbe(session).widths(relation, columns, question.where());
            sessions.free(session);
            return widths;
        });
    }

    @Override
    public KeySample keys(Reading reading, KeyColumn key) {
        return ask(reading.extraction(), () -> {
            PostgresSession session = sessions.demandFirst();
            KeySample sample = new PostgresSampler(session).keys(reading, key);
            sessions.free(session);
            return sample;
        });
    }

    @Override
    public BatchReader read(Reading reading, Slice slice) {
        return ask(reading.extraction(), () -> {
            sessions.checkCancelled();
            Optional<PostgresSession> held = sessions.claimFirst();
            PostgresSession session = held.isPresent() ? held.get() : join(reading.snapshot());
            try {
                String query = DIALECT.request(reading, slice);
                RowDecoder decoder = RowDecoder.of(reading);
                CopyStream stream = CopyStream.of(
                        session.copy(session.isWithoutEncoding() ? StoredBytes.of(reading, query) : query));
                return new CopyReader(
                        reading.table().toString(), stream, decoder, failures, new Sitting(reading.table(), session));
            } catch (SQLException | RuntimeException failure) {
                sessions.abort(session);
                throw failure;
            }
        });
    }

    /** A session while it reads a slice. */
    private final class Sitting implements RowOrigin {
        private final TableName table;
        private final PostgresSession session;

        private Sitting(TableName table, PostgresSession session) {
            this.table = table;
            this.session = session;
        }

        @Override
        public void confirm() throws SQLException {
            checkUnchanged(table, new SnapshotGuard(session).changed());
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
            Optional<PostgresSession> held = sessions.claimFirst();
            PostgresSession session = held.isPresent() ? held.get() : join(reading.snapshot());
            long rows =
                    session.first(DIALECT.count(reading), row -> row.getLong(1)).orElseThrow();
            checkUnchanged(reading.table(), new SnapshotGuard(session).changed());
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
        List<String> pids = sessions.all().stream().map(PostgresSession::pid).toList();
        if (pids.isEmpty()) {
            return Optional.empty();
        }
        try {
            PostgresSession session = sessions.open();
            session.beginReadCommitted();
            Optional<String> holders = new PostgresWaits(session).describe(pids);
            sessions.close(session);
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

    /** A server that exports no snapshot (some poolers, some standbys) is read in one slice. */
    private Snapshot snapshot(PostgresSession session, Extraction extraction) throws SQLException {
        lockedSnapshot(session, extraction);
        try {
            return session.first("SELECT pg_catalog.pg_export_snapshot()", row -> row.getString(1))
                    .<Snapshot>map(Snapshot.Shared::new)
                    .orElse(Snapshot.ALONE);
        } catch (SQLException refused) {
            if (!String.valueOf(refused.getSQLState()).matches("0A000|25006|55000")) {
                throw refused;
            }
            lockedSnapshot(session, extraction);
            return Snapshot.ALONE;
        }
    }

    /**
     * Takes a snapshot in which all that a query of the table reads is locked against being truncated or altered, which a
     * snapshot does not hide. What LOCK does not take is locked after the snapshot, and looked at whether it is still the
     * same then.
     */
    private void lockedSnapshot(PostgresSession session, Extraction extraction) throws SQLException {
        Optional<String> changed = Optional.empty();
        for (int attempt = 0; attempt < SNAPSHOTS; attempt++) {
            session.beginReadCommitted();
            PostgresRelation relation = new PostgresNames(session, target).relation(extraction);
            session.beginSnapshot();
            if (relation.isLockable()) {
                session.execute("LOCK TABLE " + relation.sql() + " IN ACCESS SHARE MODE");
            }
            session.pin();
            session.execute(relation.emptyQuery());
            changed = new SnapshotGuard(session).changed(relation);
            if (changed.isEmpty()) {
                return;
            }
        }
        checkUnchanged(extraction.table(), changed);
    }

    private void checkUnchanged(TableName table, Optional<String> changed) {
        if (changed.isPresent()) {
            throw failures.changed(table.toString(), changed.get());
        }
    }

    private SourceDescription describe(PostgresSession session, SourceQuestion question, Snapshot snapshot)
            throws SQLException {
        PostgresRelation relation = new PostgresNames(session, target).relation(question.extraction());
        PostgresCatalog catalog = new PostgresCatalog(session);
        List<SourceColumn> columns = catalog.columns(relation);
        return new SourceDescription(
                relation.name(),
                columns,
                catalog.primaryKey(relation),
                catalog.uniqueColumns(relation, columns),
                catalog.extents(relation),
                snapshot,
                question.cursor().isPresent() ? catalog.textOrder() : TextOrder.BINARY);
    }

    private <T> T ask(Extraction extraction, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException | RuntimeException failure) {
            IngestException explained = failures.explain(extraction.table().toString(), failure);
            throw ReadFailures.missesRight(failure) ? explained(extraction, failure, explained) : explained;
        }
    }

    /** What right is missing, asked of the server; {@code otherwise} where it does not tell. */
    private IngestException explained(Extraction extraction, Exception failure, IngestException otherwise) {
        try {
            PostgresSession session = sessions.open();
            IngestException explained = new PostgresRights(session, target, failures).explained(extraction, failure);
            sessions.close(session);
            return explained;
        } catch (SQLException | IngestException unknown) {
            otherwise.addSuppressed(unknown);
            return otherwise;
        }
    }

    private PostgresSession join(Snapshot snapshot) throws SQLException {
        PostgresSession session = sessions.open();
        if (snapshot instanceof Snapshot.Shared shared) {
            session.beginSnapshot(shared.token());
            session.execute(SHORT_WAIT);
        } else {
            session.beginSnapshot();
            session.pin();
        }
        return session;
    }
}
