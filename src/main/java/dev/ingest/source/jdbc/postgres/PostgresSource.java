package dev.ingest.source.jdbc.postgres;

import dev.ingest.failure.IngestException;
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
import dev.ingest.source.jdbc.JdbcTarget;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database. The first session asks the questions, holds the snapshot and reads the first slice; each
 * further slice that is open at the same time has a session of its own in the same snapshot.
 */
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
    private final Set<PostgresSession> sessions = ConcurrentHashMap.newKeySet();
    private @Nullable PostgresSession first;
    /** Whether the first session holds a snapshot and nobody reads from it. */
    private boolean firstIsFree;

    private volatile boolean cancelled;

    PostgresSource(JdbcTarget target, PostgresPool pool) {
        this.target = target;
        this.pool = pool;
        this.failures = new ReadFailures(target);
    }

    /** Something that is asked of the database. */
    private interface Question<T> {
        T ask() throws SQLException;
    }

    @Override
    public Horizon horizon(SourceQuestion question) {
        return ask(question.table(), () -> {
            PostgresSession session = first();
            session.beginReadCommitted();
            PostgresRelation relation = new PostgresNames(session, target).relation(question.table());
            List<SourceColumn> columns = new PostgresCatalog(session).columns(relation);
            Horizon horizon = new PostgresHorizon(session, target).measure(question, relation, columns);
            session.rollback();
            return horizon;
        });
    }

    @Override
    public SourceDescription describe(SourceQuestion question) {
        return ask(question.table(), () -> {
            PostgresSession session = first();
            Snapshot snapshot = snapshot(session, question.table());
            SourceDescription description = describe(session, question, snapshot);
            free(session);
            return description;
        });
    }

    @Override
    public Map<String, NumberWidth> widths(SourceQuestion question, List<SourceColumn> columns) {
        return ask(question.table(), () -> {
            PostgresSession session = claimFirst().orElseThrow(() -> new IllegalStateException("no snapshot is held"));
            PostgresRelation relation = new PostgresNames(session, target).relation(question.table());
            Map<String, NumberWidth> widths = new PostgresProbe(session).widths(relation, columns, question.where());
            free(session);
            return widths;
        });
    }

    @Override
    public KeySample keys(Reading reading, KeyColumn key) {
        return ask(reading.table(), () -> {
            PostgresSession session = claimFirst().orElseThrow(() -> new IllegalStateException("no snapshot is held"));
            KeySample sample = new PostgresSampler(session).keys(reading, key);
            free(session);
            return sample;
        });
    }

    @Override
    public BatchReader read(Reading reading, Slice slice) {
        return ask(reading.table(), () -> {
            checkCancelled();
            Optional<PostgresSession> held = claimFirst();
            PostgresSession session = held.isPresent() ? held.get() : join(reading.snapshot());
            try {
                String query = DIALECT.request(reading, slice);
                RowDecoder decoder = RowDecoder.of(reading);
                CopyStream stream = CopyStream.of(
                        session.copy(session.isWithoutEncoding() ? StoredBytes.of(reading, query) : query));
                return new CopyReader(
                        reading.table().toString(), stream, decoder, failures, new Sitting(reading.table(), session));
            } catch (SQLException | RuntimeException failure) {
                abort(session);
                throw failure;
            }
        });
    }

    /** A session while it reads a slice. */
    private final class Sitting implements CopyReader.Origin {
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
            giveBack(session);
        }

        @Override
        public void abandon() {
            abort(session);
        }
    }

    @Override
    public OptionalLong count(Reading reading) {
        return ask(reading.table(), () -> {
            Optional<PostgresSession> held = claimFirst();
            PostgresSession session = held.isPresent() ? held.get() : join(reading.snapshot());
            long rows =
                    session.first(DIALECT.count(reading), row -> row.getLong(1)).orElseThrow();
            checkUnchanged(reading.table(), new SnapshotGuard(session).changed());
            giveBack(session);
            return OptionalLong.of(rows);
        });
    }

    @Override
    public List<String> warnings() {
        return pool.warnings();
    }

    @Override
    public void release() {
        leaveFirst().ifPresent(this::close);
    }

    @Override
    public Optional<String> waitsFor() {
        List<String> pids = sessions.stream().map(PostgresSession::pid).toList();
        if (pids.isEmpty()) {
            return Optional.empty();
        }
        try {
            PostgresSession session = session();
            session.beginReadCommitted();
            Optional<String> holders = new PostgresWaits(session).describe(pids);
            close(session);
            return holders;
        } catch (SQLException | IngestException unknown) {
            return Optional.empty();
        }
    }

    /** A cancel request needs an answering server, so that the second one closes the sockets. */
    @Override
    public void cancel() {
        boolean again = cancelled;
        cancelled = true;
        for (PostgresSession session : sessions) {
            if (again) {
                abort(session);
                continue;
            }
            try {
                session.cancel();
            } catch (SQLException unreachable) {
                abort(session);
            }
        }
    }

    @Override
    public void close() {
        sessions.forEach(this::close);
    }

    /** A server that exports no snapshot (some poolers, some standbys) is read in one slice. */
    private Snapshot snapshot(PostgresSession session, TableName table) throws SQLException {
        lockedSnapshot(session, table);
        try {
            return session.first("SELECT pg_catalog.pg_export_snapshot()", row -> row.getString(1))
                    .<Snapshot>map(Snapshot.Shared::new)
                    .orElse(Snapshot.ALONE);
        } catch (SQLException refused) {
            if (!String.valueOf(refused.getSQLState()).matches("0A000|25006|55000")) {
                throw refused;
            }
            lockedSnapshot(session, table);
            return Snapshot.ALONE;
        }
    }

    /**
     * Takes a snapshot in which all that a query of the table reads is locked against being truncated or altered, which a
     * snapshot does not hide. What LOCK does not take is locked after the snapshot, and looked at whether it is still the
     * same then.
     */
    private void lockedSnapshot(PostgresSession session, TableName table) throws SQLException {
        Optional<String> changed = Optional.empty();
        for (int attempt = 0; attempt < SNAPSHOTS; attempt++) {
            session.beginReadCommitted();
            PostgresRelation relation = new PostgresNames(session, target).relation(table);
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
        checkUnchanged(table, changed);
    }

    private void checkUnchanged(TableName table, Optional<String> changed) {
        if (changed.isPresent()) {
            throw failures.changed(table.toString(), changed.get());
        }
    }

    private SourceDescription describe(PostgresSession session, SourceQuestion question, Snapshot snapshot)
            throws SQLException {
        PostgresRelation relation = new PostgresNames(session, target).relation(question.table());
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

    private <T> T ask(TableName table, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException | RuntimeException failure) {
            IngestException explained = failures.explain(table.toString(), failure);
            throw ReadFailures.missesRight(failure) ? explained(table, failure, explained) : explained;
        }
    }

    /** What right is missing, asked of the server; {@code otherwise} where it does not tell. */
    private IngestException explained(TableName table, Exception failure, IngestException otherwise) {
        try {
            PostgresSession session = session();
            IngestException explained = new PostgresRights(session, target, failures).explained(table, failure);
            close(session);
            return explained;
        } catch (SQLException | IngestException unknown) {
            otherwise.addSuppressed(unknown);
            return otherwise;
        }
    }

    private synchronized PostgresSession first() throws SQLException {
        firstIsFree = false;
        if (first == null) {
            first = session();
        }
        return first;
    }

    private synchronized void free(PostgresSession session) {
        firstIsFree = session == first;
    }

    private synchronized Optional<PostgresSession> leaveFirst() {
        Optional<PostgresSession> left = Optional.ofNullable(first);
        first = null;
        firstIsFree = false;
        return left;
    }

    private synchronized Optional<PostgresSession> claimFirst() {
        Optional<PostgresSession> claimed = firstIsFree ? Optional.ofNullable(first) : Optional.empty();
        firstIsFree = false;
        return claimed;
    }

    private PostgresSession join(Snapshot snapshot) throws SQLException {
        PostgresSession session = session();
        if (snapshot instanceof Snapshot.Shared shared) {
            session.beginSnapshot(shared.token());
            session.execute(SHORT_WAIT);
        } else {
            session.beginSnapshot();
            session.pin();
        }
        return session;
    }

    private PostgresSession session() throws SQLException {
        PostgresSession session = new PostgresSession(pool, pool.connect(() -> cancelled), target.rowSecurity());
        sessions.add(session);
        checkCancelled();
        return session;
    }

    private void checkCancelled() throws SQLException {
        if (cancelled) {
            throw new SQLException("the source is cancelled", "57014");
        }
    }

    /** The first session keeps its snapshot for the slices to come. */
    private void giveBack(PostgresSession session) {
        if (isFirst(session)) {
            free(session);
        } else {
            close(session);
        }
    }

    private synchronized boolean isFirst(PostgresSession session) {
        return session == first;
    }

    private void close(PostgresSession session) {
        sessions.remove(session);
        try {
            session.close();
        } catch (SQLException broken) {
            abort(session);
        }
    }

    private void abort(PostgresSession session) {
        sessions.remove(session);
        try {
            session.abort();
        } catch (SQLException closed) {
            // A connection that cannot be aborted is closed already.
        }
    }
}
