package dev.ingest.source.jdbc;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.Horizon;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.job.TableName;
import dev.ingest.source.BatchReader;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.NumberWidth;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.jdbc.dialect.Dialects;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database. The first session asks the questions, holds the snapshot and reads the first slice; each
 * further slice that is open at the same time has a session of its own in the same snapshot.
 */
final class PostgresSource implements Source {
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
            Horizon horizon = new PostgresHorizon(session, target).of(question, relation, columns);
            session.rollback();
            return horizon;
        });
    }

    @Override
    public SourceDescription describe(SourceQuestion question) {
        return ask(question.table(), () -> {
            PostgresSession session = first();
            session.beginReadCommitted();
            PostgresRelation relation = new PostgresNames(session, target).relation(question.table());
            Optional<String> snapshot = snapshot(session, relation);
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
    public KeySample keys(JobPlan plan, KeyColumn key) {
        return ask(plan.table(), () -> {
            PostgresSession session = claimFirst().orElseThrow(() -> new IllegalStateException("no snapshot is held"));
            KeySample sample = new PostgresSampler(session).keys(plan, key);
            free(session);
            return sample;
        });
    }

    @Override
    public BatchReader read(JobPlan plan, Slice slice) {
        return ask(plan.table(), () -> {
            checkCancelled();
            Optional<PostgresSession> held = claimFirst();
            PostgresSession session = held.isPresent() ? held.get() : join(plan.snapshot());
            try {
                String query = Dialects.of(DatabaseKind.POSTGRESQL).query(plan, slice);
                RowDecoder decoder = RowDecoder.of(plan);
                CopyStream stream = CopyStream.of(session.copy(query));
                return new CopyReader(
                        plan.table().toString(), stream, decoder, failures, end -> giveBack(session, end));
            } catch (SQLException | RuntimeException failure) {
                giveBack(session, CopyReader.End.ABANDONED);
                throw failure;
            }
        });
    }

    /** In the first session, which still holds the snapshot once its slices are read. */
    @Override
    public long count(JobPlan plan) {
        return ask(plan.table(), () -> {
            Optional<PostgresSession> held = claimFirst();
            PostgresSession session = held.isPresent() ? held.get() : join(plan.snapshot());
            long rows = session.first(Dialects.of(DatabaseKind.POSTGRESQL).count(plan), row -> row.getLong(1))
                    .orElseThrow();
            giveBack(session, CopyReader.End.COMPLETE);
            return rows;
        });
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

    /**
     * Takes the snapshot with the table locked against being truncated or altered, which a snapshot does not hide; a
     * server that exports none (some poolers, some standbys) is read in one slice.
     */
    private static Optional<String> snapshot(PostgresSession session, PostgresRelation relation) throws SQLException {
        try {
            lockedSnapshot(session, relation);
            return session.first("SELECT pg_catalog.pg_export_snapshot()", row -> row.getString(1));
        } catch (SQLException refused) {
            if (!String.valueOf(refused.getSQLState()).matches("0A000|25006|55000")) {
                throw refused;
            }
            lockedSnapshot(session, relation);
            return Optional.empty();
        }
    }

    private static void lockedSnapshot(PostgresSession session, PostgresRelation relation) throws SQLException {
        session.beginSnapshot();
        if (relation.isLockable()) {
            session.execute("LOCK TABLE " + relation.sql() + " IN ACCESS SHARE MODE");
        }
        session.pin();
    }

    private SourceDescription describe(PostgresSession session, SourceQuestion question, Optional<String> snapshot)
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
                snapshot);
    }

    private <T> T ask(TableName table, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException | RuntimeException failure) {
            throw failures.of(table.toString(), failure);
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

    private synchronized Optional<PostgresSession> claimFirst() {
        Optional<PostgresSession> claimed = firstIsFree ? Optional.ofNullable(first) : Optional.empty();
        firstIsFree = false;
        return claimed;
    }

    private PostgresSession join(Optional<String> snapshot) throws SQLException {
        PostgresSession session = session();
        if (snapshot.isPresent()) {
            session.beginSnapshot(snapshot.get());
        } else {
            session.beginSnapshot();
            session.pin();
        }
        return session;
    }

    private PostgresSession session() throws SQLException {
        PostgresSession session = new PostgresSession(pool, pool.connect(() -> cancelled));
        sessions.add(session);
        checkCancelled();
        return session;
    }

    private void checkCancelled() throws SQLException {
        if (cancelled) {
            throw new SQLException("the source is cancelled", "57014");
        }
    }

    /** The first session keeps its snapshot for the slices to come; an abandoned one is of no more use to anybody. */
    private void giveBack(PostgresSession session, CopyReader.End end) {
        if (end == CopyReader.End.ABANDONED) {
            abort(session);
        } else if (isFirst(session)) {
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
