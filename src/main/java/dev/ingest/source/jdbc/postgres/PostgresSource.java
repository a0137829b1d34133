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
import dev.ingest.source.NumberWidth;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.jdbc.JdbcSource;
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
final class PostgresSource extends JdbcSource<PostgresSession> {
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

    PostgresSource(JdbcTarget target, PostgresPool pool) {
        this(target, pool, new ReadFailures(target));
    }

    private PostgresSource(JdbcTarget target, PostgresPool pool, ReadFailures failures) {
        super(
                DIALECT,
                failures,
                cancelled -> new PostgresSession(
                        pool.connections(), pool.connections().connect(cancelled), target.rowSecurity()));
        this.target = target;
        this.pool = pool;
        this.failures = failures;
    }

    @Override
    public Horizon horizon(SourceQuestion question) {
        return ask(question.extraction(), () -> {
            PostgresSession session = sessions().first();
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
            PostgresSession session = sessions().first();
            Snapshot snapshot = snapshot(session, question.extraction());
            SourceDescription description = describe(session, question, snapshot);
            sessions().free(session);
            return description;
        });
    }

    @Override
    public Map<String, NumberWidth> widths(SourceQuestion question, List<SourceColumn> columns) {
        return ask(question.extraction(), () -> {
            PostgresSession session = sessions().demandFirst();
            PostgresRelation relation = new PostgresNames(session, target).relation(question.extraction());
            Map<String, NumberWidth> widths = new PostgresProbe(session).widths(relation, columns, question.where());
            sessions().free(session);
            return widths;
        });
    }

    @Override
    protected BatchReader read(PostgresSession session, Reading reading, Slice slice, RowOrigin origin)
            throws SQLException {
        String query = DIALECT.request(reading, slice);
        RowDecoder decoder = RowDecoder.of(reading);
        CopyStream stream =
                CopyStream.of(session.copy(session.isWithoutEncoding() ? StoredBytes.of(reading, query) : query));
        return new CopyReader(reading.table().toString(), stream, decoder, failures, origin);
    }

    @Override
    protected void confirm(TableName table, PostgresSession session) throws SQLException {
        checkUnchanged(table, new SnapshotGuard(session).changed());
    }

    @Override
    protected OptionalLong rows(PostgresSession session, TableName table) throws SQLException {
        return new PostgresTables(session).rows(table);
    }

    @Override
    public List<String> warnings() {
        return pool.warnings();
    }

    @Override
    protected Optional<String> waitsFor(PostgresSession another, List<PostgresSession> waiting) throws SQLException {
        another.beginReadCommitted();
        return new PostgresWaits(another)
                .describe(waiting.stream().map(PostgresSession::pid).toList());
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

    @Override
    protected IngestException explain(Extraction extraction, Exception failure) {
        IngestException explained = super.explain(extraction, failure);
        return ReadFailures.missesRight(failure) ? explained(extraction, failure, explained) : explained;
    }

    /** What right is missing, asked of the server; {@code otherwise} where it does not tell. */
    private IngestException explained(Extraction extraction, Exception failure, IngestException otherwise) {
        try {
            PostgresSession session = sessions().open();
            IngestException explained = new PostgresRights(session, target, failures).explained(extraction, failure);
            sessions().close(session);
            return explained;
        } catch (SQLException | IngestException unknown) {
            otherwise.addSuppressed(unknown);
            return otherwise;
        }
    }

    @Override
    protected void join(PostgresSession session, Snapshot snapshot) throws SQLException {
        if (snapshot instanceof Snapshot.Shared shared) {
            session.beginSnapshot(shared.token());
            session.execute(SHORT_WAIT);
        } else {
            session.beginSnapshot();
            session.pin();
        }
    }
}
