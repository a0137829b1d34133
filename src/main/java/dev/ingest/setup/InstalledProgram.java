package dev.ingest.setup;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * The program as start scripts find it.
 *
 * @param jar where it lies, absolute, or a name in the home folder
 * @param javaHome the Java that runs it
 */
public record InstalledProgram(Path jar, Path javaHome) {
    private static final Path IN_THE_HOME = Path.of("ingest.jar");

    /** The program that is running; where it runs outside a jar, {@code ingest.jar} in the home. */
    public static InstalledProgram running() {
        return new InstalledProgram(runningJar().orElse(IN_THE_HOME), Path.of(System.getProperty("java.home")));
    }

    /** The same with another jar. */
    public InstalledProgram in(Path other) {
        return new InstalledProgram(other.toAbsolutePath().normalize(), javaHome);
    }

    private static Optional<Path> runningJar() {
        CodeSource source = InstalledProgram.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
        } catch (URISyntaxException | IllegalArgumentException noFile) {
            return Optional.empty();
        }
    }
}
