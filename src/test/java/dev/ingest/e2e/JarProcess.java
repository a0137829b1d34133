package dev.ingest.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real jar in a process of its own, as a user or a scheduler starts it.
 *
 * @param exitCode what the process returned
 * @param output what it printed, both streams together
 */
record JarProcess(int exitCode, String output) {
    private static final long MINUTES = 5;

    /** Runs the jar to its end. */
    static JarProcess run(List<String> jvm, Map<String, String> environment, String... arguments) throws Exception {
        Path output = Files.createTempFile("ingest-e2e", ".out");
        Process process = start(jvm, environment, output, arguments);
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the jar still ran after " + MINUTES + " minutes: "
                        + Files.readString(output, StandardCharsets.UTF_8));
            }
            return new JarProcess(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }

    /** Starts the jar; the caller ends it by the handle. */
    static Process start(List<String> jvm, Map<String, String> environment, Path output, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-jar");
        command.add(System.getProperty("ingest.jar", "target/ingest.jar"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
