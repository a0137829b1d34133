package dev.ingest.source.jdbc.postgres.copy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that take from the network what is there, up to 128 KiB at a time: the driver itself asks for 8 KiB, and a
 * table is half a million such requests a few gigabytes. Named in the driver's properties.
 */
public final class BulkSocketFactory extends SocketFactory {
    @Override
    public Socket createSocket() {
        return new BulkSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return unconnectedOnly();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return unconnectedOnly();
    }

    private static Socket unconnectedOnly() throws IOException {
        throw new IOException("the driver connects its sockets itself");
    }

    private static final class BulkSocket extends Socket {
        private @Nullable BulkInput input;

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            InputStream network = super.getInputStream();
            BulkInput known = input == null ? new BulkInput(network) : input;
            input = known;
            return known;
        }
    }
}
