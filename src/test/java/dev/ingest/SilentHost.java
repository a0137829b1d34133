package dev.ingest;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ingest.landing.adls.TestCertificate;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;

/** A port of this machine from which no answer ever comes, as behind a firewall that swallows packets. */
public final class SilentHost implements AutoCloseable {
    private static final int MILLIS = 200;

    private final int port;
    private final Deque<Closeable> open = new ArrayDeque<>();

    /** How far one gets with it. */
    public enum Silence {
        /** No connection comes about. */
        UNREACHABLE,
        /** A connection comes about, and nothing is said on it. */
        MUTE,
        /** TLS is spoken, and no request is answered. */
        DEAF
    }

    public SilentHost(Silence silence) {
        try {
            port = silence == Silence.DEAF ? serve() : listen(silence == Silence.MUTE ? 50 : 1);
            if (silence == Silence.UNREACHABLE) {
                fill();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code 127.0.0.1:4711}. */
    public String authority() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        try {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int listen(int queue) throws IOException {
        ServerSocket listener = new ServerSocket(0, queue, InetAddress.getLoopbackAddress());
        open.push(listener);
        return listener.getLocalPort();
    }

    private int serve() throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(TestCertificate.trusted().serverContext()));
        server.createContext("/", exchange -> {});
        server.start();
        open.push(() -> server.stop(0));
        return server.getAddress().getPort();
    }

    /** Until the queue of those whom nobody lets in takes no more. */
    private void fill() throws IOException {
        while (true) {
            Socket guest = new Socket();
            open.push(guest);
            try {
                guest.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
    }
}
