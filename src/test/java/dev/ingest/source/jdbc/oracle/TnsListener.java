package dev.ingest.source.jdbc.oracle;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A listener on loopback that answers every connection in one way, and keeps what it was asked. */
final class TnsListener implements AutoCloseable {
    private static final int REFUSE = 4;
    private static final int REDIRECT = 5;

    private final ServerSocket server;
    private final Answer answer;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** What is sent to somebody who connects. */
    interface Answer {
        void send(InputStream in, OutputStream out) throws IOException;
    }

    private TnsListener(Answer answer) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answer = answer;
        Thread thread = new Thread(this::serve, "listener");
        thread.setDaemon(true);
        thread.start();
    }

    /** Refuses with a number, in the words of a listener. */
    static TnsListener refusing(int code) throws IOException {
        String reason = "(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR=" + code + ")(ERROR_STACK=(ERROR=(CODE=" + code
                + ")(EMFI=4))))";
        return new TnsListener((in, out) -> packet(out, REFUSE, reason, 0x2200));
    }

    /** Sends everybody on to another port. */
    static TnsListener redirecting(int port) throws IOException {
        String address = "(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT=" + port + "))";
        return new TnsListener((in, out) -> packet(out, REDIRECT, address, -1));
    }

    /** Says something that no listener of Oracle says. */
    static TnsListener saying(String words) throws IOException {
        return new TnsListener((in, out) -> out.write(words.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Takes the connection, and says nothing until the other end leaves. */
    static TnsListener silent() throws IOException {
        return new TnsListener((in, out) -> in.transferTo(OutputStream.nullOutputStream()));
    }

    int port() {
        return server.getLocalPort();
    }

    /** How often somebody connected. */
    int connections() {
        return asked.size();
    }

    /** Length, two bytes of checksum, type, three bytes of nothing; a refusal has two bytes of reasons. */
    private static void packet(OutputStream out, int type, String words, int reasons) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        byte[] text = words.getBytes(StandardCharsets.US_ASCII);
        if (reasons >= 0) {
            data.writeShort(reasons);
        }
        data.writeShort(text.length);
        data.write(text);
        DataOutputStream packet = new DataOutputStream(out);
        packet.writeShort(8 + body.size());
        packet.writeShort(0);
        packet.writeByte(type);
        packet.writeByte(0);
        packet.writeShort(0);
        packet.write(body.toByteArray());
        packet.flush();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                byte[] request = new byte[4_096];
                int read = in.read(request);
                asked.add(new String(request, 0, Math.max(0, read), StandardCharsets.ISO_8859_1));
                answer.send(in, socket.getOutputStream());
            } catch (IOException gone) {
                // Whoever connected has left, or the listener is closed.
            }
        }
    }

    /** What the first one asked for. */
    String request() {
        return asked.get(0);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
