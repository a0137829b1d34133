package dev.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers whatever is said to it as an HTTP server does that does not understand a word. */
public final class PlainHttpServer implements AutoCloseable {
    private static final byte[] ANSWER = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket entrance;

    public PlainHttpServer() {
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::answerAll, "plain-http");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return entrance.getLocalPort();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answerAll() {
        while (!entrance.isClosed()) {
            try (Socket guest = entrance.accept()) {
                guest.getInputStream().read();
                guest.getOutputStream().write(ANSWER);
                guest.shutdownOutput();
                guest.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The guest has gone, or the test has ended.
            }
        }
    }
}
