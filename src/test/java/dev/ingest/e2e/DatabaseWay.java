package dev.ingest.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The way between the program and a database on a port of this machine, on which connections are lost. */
final class DatabaseWay implements AutoCloseable {
    private final ServerSocket entrance;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile long bytes;
    private volatile Mishap mishap = Connection::reset;

    /** What happens to a connection through which enough has come. */
    @FunctionalInterface
    interface Mishap {
        void befall(Connection connection) throws IOException;
    }

    DatabaseWay(int target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::acceptAll);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** The next {@code times} connections through which the database sends {@code after} bytes meet with {@code what}. */
    void lose(int times, long after, Mishap what) {
        bytes = after;
        mishap = what;
        lost.set(0);
        left.set(times);
    }

    /** How many connections met with a mishap since they were told to. */
    int lost() {
        return lost.get();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        threads.shutdownNow();
    }

    private void acceptAll() {
        while (!entrance.isClosed()) {
            accept();
        }
    }

    private void accept() {
        try {
            Connection connection =
                    new Connection(entrance.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
            threads.execute(connection::carryQuestions);
            threads.execute(() -> carryAnswers(connection));
        } catch (IOException e) {
            // Closed, or the program gave up before it was let in.
            return;
        }
    }

    private void carryAnswers(Connection connection) {
        byte[] buffer = new byte[8192];
        long carried = 0;
        boolean met = false;
        try (connection) {
            InputStream from = connection.database.getInputStream();
            OutputStream to = connection.program.getOutputStream();
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                carried += length;
                if (!met && carried > bytes && left.getAndDecrement() > 0) {
                    met = true;
                    lost.incrementAndGet();
                    mishap.befall(connection);
                }
                to.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // One of the two ends has gone; so does the other.
            return;
        }
    }

    /** The two halves of a connection. */
    record Connection(Socket program, Socket database) implements AutoCloseable {

        /** Ends it as a firewall does, in the middle of what was being sent. */
        void reset() throws IOException {
            program.setSoLinger(true, 0);
            program.close();
            database.close();
        }

        private void carryQuestions() {
            try (this) {
                program.getInputStream().transferTo(database.getOutputStream());
            } catch (IOException e) {
                // One of the two ends has gone; so does the other.
                return;
            }
        }

        @Override
        public void close() throws IOException {
            program.close();
            database.close();
        }
    }
}
