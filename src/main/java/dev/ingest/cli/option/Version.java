package dev.ingest.cli.option;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest holds. */
public final class Version implements IVersionProvider {

    /** What the manifest says, or that the classes run outside a jar. */
    public static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "ingest " + text(), "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name")
        };
    }
}
