package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.TextOrder;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.source.BatchReader;
import dev.ingest.source.DividingKey;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.jdbc.ColumnFiller;
import dev.ingest.source.jdbc.ColumnLimits;
import dev.ingest.source.jdbc.JdbcSource;
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
final class SqlServerSource extends JdbcSource<SqlServerSession> {
    private static final SqlServerDialect DIALECT = new SqlServerDialect();

    private final JdbcTarget target;
    private final SqlServerPool pool;
    private final ReadFailures failures;
    private volatile Optional<Versioning> versioning = Optional.empty();
    private volatile Optional<SchemaGuard> described = Optional.empty();

    SqlServerSource(JdbcTarget target, SqlServerPool pool) {
        this(target, pool, new ReadFailures(target));
    }

    private SqlServerSource(JdbcTarget target, SqlServerPool pool, ReadFailures failures) {
        super(
                DIALECT,
                failures,
                cancelled -> new SqlServerSession(
                        pool.connections(), pool.connections().connect(cancelled)));
        this.target = target;
        this.pool = pool;
        this.failures = failures;
    }

    @Override
    public Horizon horizon(SourceQuestion question) {
        return ask(question.extraction(), () -> {
            SqlServerSession session = sessions().first();
            session.beginReadCommitted();
            SqlServerRows rows = SqlServerRows.find(session, target, question.extraction());
            Horizon horizon = new SqlServerHorizon(session, target).measure(question, rows);
            session.rollback();
            return horizon;
        });
    }

    @Override
    public SourceDescription describe(SourceQuestion question) {
        return ask(question.extraction(), () -> {
            SqlServerSession session = sessions().first();
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
            sessions().free(session);
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
    protected BatchReader read(SqlServerSession session, Reading reading, Slice slice, RowOrigin origin)
            throws SQLException {
        if (described.isEmpty()) {
            // Slices that are read elsewhere are guarded from the start of the first one on.
            described = Optional.of(SchemaGuard.of(session, reading.extraction()));
        }
        List<ColumnLimits> limits = new ArrayList<>();
        List<ColumnFiller> fillers = new ArrayList<>();
        for (PlannedColumn column : reading.columns()) {
            SqlServerReading form = SqlServerReading.parse(column.reading());
            ColumnLimits limit = new ColumnLimits(reading, column, form.unrepresentable());
            limits.add(limit);
            fillers.add(Fillers.of(form, limit));
        }
        ResultSet rows = session.rows(DIALECT.request(reading, slice));
        return new ResultSetReader(reading.table().toString(), rows, fillers, limits, failures, origin);
    }

    @Override
    protected void confirm(TableName table, SqlServerSession session) throws SQLException {
        if (described.isPresent() && described.get().isBroken(session)) {
            throw failures.changed(table.toString());
        }
    }

    @Override
    protected OptionalLong rows(SqlServerSession session, TableName table) throws SQLException {
        return new SqlServerTables(session).rows(table);
    }

    @Override
    public List<String> warnings() {
        return Stream.concat(pool.warnings().stream(), versioning.flatMap(state -> state.warning(target)).stream())
                .toList();
    }

    @Override
    protected Optional<String> waitsFor(SqlServerSession another, List<SqlServerSession> waiting) throws SQLException {
        List<Integer> numbers = waiting.stream()
                .map(SqlServerSession::number)
                .filter(number -> number > 0)
                .toList();
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        another.beginReadCommitted();
        return new SqlServerWaits(another).describe(numbers);
    }

    /** Each slice sees what there is when it begins. */
    @Override
    protected void join(SqlServerSession session, Snapshot snapshot) throws SQLException {
        begin(session);
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
}
