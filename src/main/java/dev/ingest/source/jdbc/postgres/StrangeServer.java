package dev.ingest.source.jdbc.postgres;

import dev.ingest.source.jdbc.JdbcServer;
import dev.ingest.source.jdbc.JdbcTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds out what answers where a PostgreSQL server was expected. */
final class StrangeServer {
    private static final int MILLIS = 1_000;
    private static final int MOST_BYTES = 16;
    private static final byte[] QUESTION = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private StrangeServer() {}

    /** Who answers, in words; empty when it does not say. */
    static Optional<String> of(JdbcTarget target) {
        JdbcServer server = target.servers().get(0);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()), MILLIS);
            socket.setSoTimeout(MILLIS);
            socket.getOutputStream().write(QUESTION);
            return named(first(socket.getInputStream()));
        } catch (IOException silent) {
            return Optional.empty();
        }
    }

    private static String first(InputStream answer) throws IOException {
        return new String(answer.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
    }

    private static Optional<String> named(String answer) {
        if (answer.startsWith("HTTP/")) {
            return Optional.of("an HTTP server answers");
        }
        return answer.startsWith("SSH-") ? Optional.of("an SSH server answers") : Optional.empty();
    }
}
