package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.RowSecurity;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.TextOrder;
import dev.ingest.job.name.TableName;
import dev.ingest.source.BatchReader;
import dev.ingest.source.DividingKey;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.jdbc.ColumnFiller;
import dev.ingest.source.jdbc.ColumnLimits;
import dev.ingest.source.jdbc.HeldSessions;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.MaskedColumns;
import dev.ingest.source.jdbc.ResultSetReader;
import dev.ingest.source.jdbc.RowOrigin;
import dev.ingest.source.jdbc.sqlserver.connect.SqlServerPool;
import dev.ingest.source.jdbc.sqlserver.read.Fillers;
import dev.ingest.source.jdbc.sqlserver.read.SqlServerReading;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** A SQL Server database. No two sessions read one state: each slice of a job reads in a snapshot of its own, where there are any. */
final class SqlServerSource implements Source {
    private static final SqlServerDialect DIALECT = new SqlServerDialect();

    private final JdbcTarget target;
    private final SqlServerPool pool;
    private final ReadFailures failures;
    private final HeldSessions<SqlServerSession> sessions;
    private volatile Optional<Versioning> versioning = Optional.empty();
    private volatile Optional<SchemaGuard> described = Optional.empty();

    SqlServerSource(JdbcTarget target, SqlServerPool pool) {
        this.target = target;
        this.pool = pool;
        this.failures = new ReadFailures(target);
        this.sessions = new HeldSessions<>(cancelled ->
                new SqlServerSession(pool.connections(), pool.connections().connect(cancelled)));
    }

    /** Something that is asked of the database. */
    private interface Question<T> {
        T ask() throws SQLException;
    }

    @Override
    public Horizon horizon(SourceQuestion question) {
        return ask(question.table(), () -> {
            SqlServerSession session = sessions.first();
            session.beginReadCommitted();
            SqlServerRows rows = SqlServerRows.find(session, target, question.extraction());
            Horizon horizon = new SqlServerHorizon(session, target).measure(question, rows);
            session.rollback();
            return horizon;
        });
    }

    @Override
    public SourceDescription describe(SourceQuestion question) {
        return ask(question.table(), () -> {
            SqlServerSession session = sessions.first();
            begin(session);
            SqlServerRows rows = SqlServerRows.find(session, target, question.extraction());
            ConcealedData concealed = ConcealedData.of(session, rows);
            if (target.rowSecurity() == RowSecurity.FAIL
                    && !concealed.policies().isEmpty()) {
                throw failures.filtered(rows.table().toString(), concealed.policies());
            }
            SourceDescription description =
                    describe(session, rows, MaskedColumns.mark(rows.columns(), concealed.masked()));
            described = Optional.of(SchemaGuard.of(session, rows.extraction()));
            sessions.free(session);
            return description;
        });
    }

    private static SourceDescription describe(SqlServerSession session, SqlServerRows rows, List<SourceColumn> columns)
            throws SQLException {
        SqlServerCatalog catalog = new SqlServerCatalog(session);
        List<String> primaryKey = List.of();
        Set<String> unique = Set.of();
        Optional<DividingKey> divided = Optional.empty();
        if (rows.relation().isPresent()) {
            SqlServerRelation relation = rows.relation().get();
            primaryKey = catalog.primaryKey(relation);
            unique = catalog.uniqueColumns(relation, columns);
            divided = catalog.divided(relation, columns);
        }
        return new SourceDescription(
                rows.table(), columns, primaryKey, unique, List.of(), Snapshot.PER_SLICE, TextOrder.CONVERTED, divided);
    }

    @Override
    public KeySample keys(Reading reading, KeyColumn key) {
        return ask(reading.table(), () -> {
            SqlServerSession session = sessions.demandFirst();
            KeySample sample = SqlServerKeys.sample(session, DIALECT.sample(reading, key));
            sessions.free(session);
            return sample;
        });
    }

    @Override
    public BatchReader read(Reading reading, Slice slice) {
        return ask(reading.table(), () -> {
            SqlServerSession session = join();
            try {
                SchemaGuard guard = guard(session, reading.extraction());
                List<ColumnLimits> limits = new ArrayList<>();
                List<ColumnFiller> fillers = new ArrayList<>();
                for (PlannedColumn column : reading.columns()) {
                    SqlServerReading form = SqlServerReading.parse(column.reading());
                    ColumnLimits limit = new ColumnLimits(reading, column, form.unrepresentable());
                    limits.add(limit);
                    fillers.add(Fillers.of(form, limit));
                }
                ResultSet rows = session.rows(DIALECT.request(reading, slice));
                return new ResultSetReader(
                        reading.table().toString(),
                        rows,
                        fillers,
                        limits,
                        failures,
                        new Sitting(reading.table(), session, guard));
            } catch (SQLException | RuntimeException failure) {
                sessions.abort(session);
                throw failure;
            }
        });
    }

    /** From what was described on, where that was here; slices that are read elsewhere are guarded from their own start on. */
    private SchemaGuard guard(SqlServerSession session, Extraction extraction) throws SQLException {
        return described.isPresent() ? described.get() : SchemaGuard.of(session, extraction);
    }

    /** A session while it reads a slice. */
    private final class Sitting implements RowOrigin {
        private final TableName table;
        private final SqlServerSession session;
        private final SchemaGuard guard;

        private Sitting(TableName table, SqlServerSession session, SchemaGuard guard) {
            this.table = table;
            this.session = session;
            this.guard = guard;
        }

        @Override
        public void checkWanted() throws SQLException {
            sessions.checkCancelled();
        }

        @Override
        public void confirm() throws SQLException {
            if (guard.isBroken(session)) {
                throw failures.changed(table.toString());
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
        return ask(reading.table(), () -> {
            SqlServerSession session = join();
            long rows =
                    session.first(DIALECT.count(reading), row -> row.getLong(1)).orElseThrow();
            sessions.giveBack(session);
            return OptionalLong.of(rows);
        });
    }

    @Override
    public List<String> warnings() {
        return Stream.concat(pool.warnings().stream(), versioning.flatMap(state -> state.warning(target)).stream())
                .toList();
    }

    @Override
    public void release() {
        sessions.release();
    }

    @Override
    public Optional<String> waitsFor() {
        List<Integer> numbers = sessions.all().stream()
                .map(SqlServerSession::number)
                .filter(number -> number > 0)
                .toList();
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        try {
            SqlServerSession session = sessions.open();
            session.beginReadCommitted();
            Optional<String> holders = new SqlServerWaits(session).describe(numbers);
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

    /** The first session, where nobody reads from it, else one more. */
    private SqlServerSession join() throws SQLException {
        sessions.checkCancelled();
        Optional<SqlServerSession> held = sessions.claimFirst();
        if (held.isPresent()) {
            return held.get();
        }
        SqlServerSession session = sessions.open();
        begin(session);
        return session;
    }

    private void begin(SqlServerSession session) throws SQLException {
        if (versioning.isEmpty()) {
            session.beginReadCommitted();
            versioning = Optional.of(Versioning.of(session));
        }
        if (versioning.get() == Versioning.SNAPSHOT) {
            session.beginSnapshot();
        } else {
            session.beginReadCommitted();
        }
    }

    private <T> T ask(TableName table, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException | RuntimeException failure) {
            throw failures.explain(table.toString(), failure);
        }
    }
}
