package dev.ingest.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real jar, to be started in a process of its own, as a user or a scheduler does.
 *
 * @param folder the process's working folder
 * @param jvm options of its JVM
 * @param environment variables beyond this process's own
 */
record Jar(Path folder, List<String> jvm, Map<String, String> environment) {
    private static final long MINUTES = 15;

    /** As a user starts it, in this process's folder. */
    static Jar standard() {
        return new Jar(Path.of("").toAbsolutePath(), List.of(), Map.of());
    }

    /** With a JVM that starts fast. */
    static Jar quick() {
        return standard().jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    Jar jvm(String... more) {
        return new Jar(folder, Stream.concat(jvm.stream(), Stream.of(more)).toList(), environment);
    }

    Jar environment(String name, String value) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put(name, value);
        return new Jar(folder, jvm, all);
    }

    Jar in(Path other) {
        return new Jar(other, jvm, environment);
    }

    /** Runs the jar to its end. */
    JarProcess run(String... arguments) {
        return run(Path.of(System.getProperty("ingest.jar", "target/ingest.jar")), arguments);
    }

    private JarProcess run(Path jar, String... arguments) {
        try {
            Path output = Files.createTempFile("ingest-e2e", ".out");
            Process process = start(command(jar, arguments), output);
            try {
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("the jar still ran after " + MINUTES + " minutes: " + text(output));
                }
                return new JarProcess(process.exitValue(), text(output));
            } finally {
                process.destroyForcibly();
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the jar; the caller ends it by the handle. */
    Process start(Path output, String... arguments) throws IOException {
        return start(command(Path.of(System.getProperty("ingest.jar", "target/ingest.jar")), arguments), output);
    }

    /** Starts {@code main} of the tests' class path in place of the jar; the caller ends it by the handle. */
    Process startMain(Class<?> main, Path output, String... arguments) throws IOException {
        List<String> command = java();
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return start(command, output);
    }

    static String text(Path output) throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private List<String> command(Path jar, String... arguments) {
        List<String> command = java();
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        return command;
    }

    private Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
