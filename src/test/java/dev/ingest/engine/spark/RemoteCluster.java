package dev.ingest.engine.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.SparkHome;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The cluster of a Spark application in a process of its own, whose main class is {@link OrderServer}. */
final class RemoteCluster implements Cluster, AutoCloseable {
    private static final int START_MILLIS = 120_000;

    private final Process process;
    private final Socket server;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final int cores;
    private final int coresOfAProcess;

    private RemoteCluster(Process process, Socket server) throws IOException {
        this.process = process;
        this.server = server;
        this.answers = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        this.orders = new PrintWriter(server.getOutputStream(), true, StandardCharsets.UTF_8);
        String[] known = answers.readLine().split(" ", -1);
        this.cores = Integer.parseInt(known[0]);
        this.coresOfAProcess = Integer.parseInt(known[1]);
    }

    /** Starts the application and waits until it can work. */
    static RemoteCluster start(SparkHome spark, Path folder) throws IOException {
        Path output = folder.resolve("spark.out");
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            door.setSoTimeout(START_MILLIS);
            Path ingest = Path.of(System.getProperty("ingest.jar", "target/ingest.jar"))
                    .toAbsolutePath();
            List<String> command = spark.command(
                    Map.of(),
                    OrderServer.class,
                    serverJar(folder),
                    List.of(ingest),
                    Integer.toString(door.getLocalPort()));
            Process process = spark.start(folder, output, Map.of(), command);
            try {
                return new RemoteCluster(process, door.accept());
            } catch (IOException e) {
                process.destroyForcibly();
                throw new IOException(Jar.text(output), e);
            }
        }
    }

    private static Path serverJar(Path folder) throws IOException {
        Path jar = folder.resolve("orders.jar");
        String name = OrderServer.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream type = OrderServer.class.getResourceAsStream("/" + name)) {
            out.putNextEntry(new JarEntry(name));
            type.transferTo(out);
        }
        return jar;
    }

    @Override
    public ClusterJob begin(String name, List<String> given) {
        orders.println(given.size());
        given.forEach(orders::println);
        return new ClusterJob() {
            @Override
            public List<String> answers(Consumer<String> heard) {
                List<String> all = new ArrayList<>();
                for (String line = line(); !line.equals("END"); line = line()) {
                    if (!line.startsWith("{")) {
                        throw new IngestException(FailureKind.READ, line);
                    }
                    all.add(line);
                }
                assertEquals(2 * given.size(), all.size(), "each when it came, then all in order");
                all.subList(0, given.size()).forEach(heard);
                return all.subList(given.size(), all.size());
            }

            @Override
            public void cancel() {
                process.destroy();
            }
        };
    }

    private String line() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int cores() {
        return cores;
    }

    @Override
    public int coresOfAProcess() {
        return coresOfAProcess;
    }

    @Override
    public void close() throws IOException {
        server.close();
        process.destroy();
    }
}
