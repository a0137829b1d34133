package dev.ingest.source.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one job. The first one asks the questions, holds the snapshot and reads the first slice; each further
 * slice that is open at the same time has a session of its own.
 *
 * @param <S> a session
 */
public final class HeldSessions<S extends JdbcSession> implements AutoCloseable {
    private final Opener<S> opener;
    private final Set<S> sessions = ConcurrentHashMap.newKeySet();
    private @Nullable S first;
    /** Whether the first session holds a snapshot and nobody reads from it. */
    private boolean firstIsFree;

    private volatile boolean cancelled;

    public HeldSessions(Opener<S> opener) {
        this.opener = opener;
    }

    /** Makes a session. */
    @FunctionalInterface
    public interface Opener<S> {
        /**
         * A new session.
         *
         * @param cancelled whether it is no longer wanted
         */
        S open(BooleanSupplier cancelled) throws SQLException;
    }

    /** A session of its own. */
    public S open() throws SQLException {
        S session = opener.open(() -> cancelled);
        sessions.add(session);
        checkCancelled();
        return session;
    }

    /** All sessions now open. */
    public List<S> all() {
        return List.copyOf(sessions);
    }

    /** The first session, for a question; it holds no snapshot until it is {@link #free(JdbcSession) freed}. */
    public synchronized S first() throws SQLException {
        firstIsFree = false;
        if (first == null) {
            first = open();
        }
        return first;
    }

    /** The first session holds a snapshot from now on, and nobody reads from it. */
    public synchronized void free(S session) {
        firstIsFree = session == first;
    }

    /** The first session, where it holds a snapshot and nobody reads from it. */
    public synchronized Optional<S> claimFirst() {
        Optional<S> claimed = firstIsFree ? Optional.ofNullable(first) : Optional.empty();
        firstIsFree = false;
        return claimed;
    }

    /** The first session, which must hold a snapshot that nobody reads from. */
    public S demandFirst() {
        return claimFirst().orElseThrow(() -> new IllegalStateException("no snapshot is held"));
    }

    /** Ends the first session, and so the snapshot. */
    public void release() {
        leaveFirst().ifPresent(this::close);
    }

    /** The first session keeps its snapshot for the slices to come; others are closed. */
    public void giveBack(S session) {
        if (isFirst(session)) {
            free(session);
        } else {
            close(session);
        }
    }

    /** Ends a session and keeps its connection. */
    public void close(S session) {
        sessions.remove(session);
        try {
            session.close();
        } catch (SQLException broken) {
            abort(session);
        }
    }

    /** Ends a session and its connection, whatever is under way. */
    public void abort(S session) {
        sessions.remove(session);
        try {
            session.abort();
        } catch (SQLException closed) {
            // A connection that cannot be aborted is closed already.
        }
    }

    /** Fails once the job is cancelled. */
    public void checkCancelled() throws SQLException {
        if (cancelled) {
            throw SqlCauses.cancelled();
        }
    }

    /** A cancel request needs an answering server, so that the second one closes the sockets. */
    public void cancel() {
        boolean again = cancelled;
        cancelled = true;
        for (S session : sessions) {
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

    private synchronized Optional<S> leaveFirst() {
        Optional<S> left = Optional.ofNullable(first);
        first = null;
        firstIsFree = false;
        return left;
    }

    private synchronized boolean isFirst(S session) {
        return session == first;
    }
}
