package dev.ingest.cli.option;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.jar.Manifest;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest holds, and the commit that it was built from. */
public final class Version implements IVersionProvider {
    private static final String MANIFEST = "/META-INF/MANIFEST.MF";

    /** What the manifest says, or that the classes run outside a jar. */
    public static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "ingest " + text() + ", commit " + commit().orElse("unknown"),
            "Java " + System.getProperty("java.version") + " of " + System.getProperty("java.vendor") + ", "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }

    /** Absent where the classes run outside the jar. */
    private static Optional<String> commit() {
        try (InputStream manifest = Version.class.getResourceAsStream(MANIFEST)) {
            return manifest == null
                    ? Optional.empty()
                    : Optional.ofNullable(
                            new Manifest(manifest).getMainAttributes().getValue("Implementation-Commit"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
