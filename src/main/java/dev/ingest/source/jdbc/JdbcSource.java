package dev.ingest.source.jdbc;

import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.source.BatchReader;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.Source;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A database as one job reads it. The first session asks, holds what it sees and reads the first slice; slices that are open
 * at the same time have sessions of their own.
 *
 * @param <S> a session
 */
public abstract class JdbcSource<S extends JdbcSession> implements Source {
    private final SqlDialect dialect;
    private final FailureTable failures;
    private final HeldSessions<S> sessions;

    protected JdbcSource(SqlDialect dialect, FailureTable failures, HeldSessions.Opener<S> opener) {
        this.dialect = dialect;
        this.failures = failures;
        this.sessions = new HeldSessions<>(opener);
    }

    /** Has a further session see what the plan says that slices see. */
    protected abstract void join(S session, Snapshot snapshot) throws SQLException;

    /** Begins to read a slice; {@code origin} is the session's. */
    protected abstract BatchReader read(S session, Reading reading, Slice slice, RowOrigin origin) throws SQLException;

    /** Fails when what {@code session} read of {@code table} to the end is not to be trusted. */
    protected abstract void confirm(TableName table, S session) throws SQLException;

    /** Whom {@code waiting} wait for, as {@code another} session sees it. */
    protected abstract Optional<String> waitsFor(S another, List<S> waiting) throws SQLException;

    /** About how many rows {@code table} has, as the catalogue knows it without looking at them. */
    protected abstract OptionalLong rows(S session, TableName table) throws SQLException;

    /** What a failure comes to. */
    protected IngestException explain(Extraction extraction, Exception failure) {
        return failures.explain(extraction.table().toString(), failure);
    }

    /** The job's sessions. */
    protected final HeldSessions<S> sessions() {
        return sessions;
    }

    /** Something that is asked of the database. */
    protected interface Question<T> {
        /** Asks it. */
        T ask() throws SQLException;
    }

    /** The answer, or the failure as people read it. */
    protected final <T> T ask(Extraction extraction, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException | RuntimeException failure) {
            throw explain(extraction, failure);
        }
    }

    @Override
    public final BatchReader read(Reading reading, Slice slice) {
        return ask(reading.extraction(), () -> {
            S session = session(reading.snapshot());
            try {
                return read(session, reading, slice, new Sitting(reading.table(), session));
            } catch (SQLException | RuntimeException failure) {
                sessions.abort(session);
                throw failure;
            }
        });
    }

    @Override
    public final OptionalLong count(Reading reading) {
        return ask(reading.extraction(), () -> {
            S session = session(reading.snapshot());
            long rows =
                    session.first(dialect.count(reading), row -> row.getLong(1)).orElseThrow();
            confirm(reading.table(), session);
            sessions.giveBack(session);
            return OptionalLong.of(rows);
        });
    }

    @Override
    public final OptionalLong estimate(Reading reading) {
        boolean whole =
                reading.window().equals(Window.ALL) && reading.extraction().equals(Extraction.of(reading.table()));
        return whole ? ask(reading.extraction(), () -> estimate(reading.table())) : OptionalLong.empty();
    }

    private OptionalLong estimate(TableName table) throws SQLException {
        S session = sessions.demandFirst();
        OptionalLong rows = rows(session, table);
        sessions.free(session);
        return rows;
    }

    private record Sampled(Optional<String> key, long rows) {}

    @Override
    public final KeySample keys(Reading reading, KeyColumn key) {
        return ask(reading.extraction(), () -> {
            S session = sessions.demandFirst();
            List<KeySample.Count> keys = new ArrayList<>();
            long nulls = 0;
            for (Sampled one : session.list(
                    dialect.sample(reading, key),
                    row -> new Sampled(Optional.ofNullable(row.getString(1)), row.getLong(2)))) {
                one.key().ifPresent(text -> keys.add(new KeySample.Count(text, one.rows())));
                nulls += one.key().isPresent() ? 0 : one.rows();
            }
            sessions.free(session);
            return new KeySample(keys, nulls);
        });
    }

    @Override
    public final Optional<String> waitsFor() {
        List<S> waiting = sessions.all();
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        try {
            S another = sessions.open();
            Optional<String> holders = waitsFor(another, waiting);
            sessions.close(another);
            return holders;
        } catch (SQLException | IngestException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public final void release() {
        sessions.release();
    }

    @Override
    public final void cancel() {
        sessions.cancel();
    }

    @Override
    public final void close() {
        sessions.close();
    }

    /** The first session, where it holds what it saw and nobody reads from it, else one more. */
    private S session(Snapshot snapshot) throws SQLException {
        sessions.checkCancelled();
        Optional<S> held = sessions.claimFirst();
        if (held.isPresent()) {
            return held.get();
        }
        S session = sessions.open();
        join(session, snapshot);
        return session;
    }

    /** A session while it reads a slice. */
    private final class Sitting implements RowOrigin {
        private final TableName table;
        private final S session;

        private Sitting(TableName table, S session) {
            this.table = table;
            this.session = session;
        }

        @Override
        public void checkWanted() throws SQLException {
            sessions.checkCancelled();
        }

        @Override
        public void confirm() throws SQLException {
            JdbcSource.this.confirm(table, session);
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
}
