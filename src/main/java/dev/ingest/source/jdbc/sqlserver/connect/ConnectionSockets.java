package dev.ingest.source.jdbc.sqlserver.connect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/**
 * Makes the sockets of one connection, so that they can be closed under it: closing a socket with TLS waits for a read
 * under way, and with it the driver's own ways to abandon a connection. Public, as the driver calls it by its name.
 */
public final class ConnectionSockets extends SocketFactory {
    private static final AtomicLong MARKS = new AtomicLong();
    private static final Map<String, Queue<Socket>> OPEN = new ConcurrentHashMap<>();

    private final Queue<Socket> made;

    /** @param mark the connection's */
    public ConnectionSockets(String mark) {
        this.made = OPEN.computeIfAbsent(mark, unknown -> new ConcurrentLinkedQueue<>());
    }

    /** What tells a connection from all others. */
    static String mark() {
        return Long.toString(MARKS.incrementAndGet());
    }

    /** Closes the connection's sockets; whoever reads from one fails at once. */
    static void close(String mark) {
        Queue<Socket> sockets = OPEN.remove(mark);
        if (sockets != null) {
            sockets.forEach(ConnectionSockets::close);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is of no use any more, which is what is wanted.
        }
    }

    @Override
    public Socket createSocket() {
        made.removeIf(Socket::isClosed);
        Socket socket = new Socket();
        made.add(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw unconnected();
    }

    private static IOException unconnected() {
        return new IOException("the driver connects its sockets itself");
    }
}
