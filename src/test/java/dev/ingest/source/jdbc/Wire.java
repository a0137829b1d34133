package dev.ingest.source.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A way to a server that is worse than the loopback: one that ends in nothing, or hands on a few bytes at a time. */
public final class Wire implements AutoCloseable {
    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final Quality quality;
    private final CountDownLatch death = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * How a wire is bad.
     *
     * @param swallows what a client sends from this word on goes nowhere; empty: all of it arrives
     * @param piece bytes of the server's that arrive at once
     * @param pauseNanos between two pieces
     */
    private record Quality(String swallows, int piece, long pauseNanos) {}

    private Wire(String host, int port, Quality quality) throws IOException {
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.host = host;
        this.port = port;
        this.quality = quality;
        start(this::accept);
    }

    /** One on which nothing arrives any more once a client sends {@code word}. */
    public static Wire dead(String host, int port, String word) throws IOException {
        return new Wire(host, port, new Quality(word, 8_192, 0));
    }

    /** One on which a server's answers arrive {@code piece} bytes at a time. */
    public static Wire slow(String host, int port, int piece) throws IOException {
        return new Wire(host, port, new Quality("", piece, 1_000));
    }

    /** Where it begins. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** Waits until something was sent that never arrives. */
    public void awaitDeath() throws InterruptedException {
        death.await();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket server = new Socket(host, port);
                server.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                start(() -> forth(client, server));
                start(() -> back(server, client));
            }
        } catch (IOException closed) {
            // Nobody comes any more.
        }
    }

    private void forth(Socket client, Socket server) {
        byte[] bytes = new byte[65_536];
        boolean dead = false;
        try (client;
                server) {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                String text = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
                if (!quality.swallows().isEmpty() && text.contains(quality.swallows())) {
                    dead = true;
                    death.countDown();
                }
                if (!dead) {
                    out.write(bytes, 0, read);
                }
            }
        } catch (IOException ended) {
            // One side has left.
        }
    }

    private void back(Socket server, Socket client) {
        byte[] bytes = new byte[quality.piece()];
        try (server;
                client) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                out.write(bytes, 0, read);
                if (quality.pauseNanos() > 0) {
                    LockSupport.parkNanos(quality.pauseNanos());
                }
            }
        } catch (IOException ended) {
            // One side has left.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
