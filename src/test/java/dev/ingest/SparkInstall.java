package dev.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies a Spark into a folder of the build, once, by a Maven of its own: none of its libraries may stand beside ours. Run by
 * the build; without network it says so and leaves it to the tests what that means.
 */
public final class SparkInstall {
    private static final String STAMP = "installed";

    private SparkInstall() {}

    /** Arguments: the POM, the folder to install into, versions of Spark and Scala. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of(arguments[1]);
        if (Files.exists(target.resolve(STAMP))) {
            return;
        }
        Files.createDirectories(target);
        if (installed(arguments[0], target, arguments[2], arguments[3])) {
            Files.writeString(target.resolve(STAMP), arguments[2]);
        }
    }

    private static boolean installed(String pom, Path target, String spark, String scala) throws InterruptedException {
        Path log = target.resolve("mvn.log");
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Path maven = Path.of(System.getProperty("maven.home"), "bin", windows ? "mvn.cmd" : "mvn");
        try {
            Process process = new ProcessBuilder(
                            maven.toString(),
                            "-B",
                            "-q",
                            "-f",
                            pom,
                            "-Dspark=" + spark,
                            "-Dscala=" + scala,
                            "-DoutputDirectory=" + target.resolve("jars"),
                            "dependency:copy-dependencies")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() == 0) {
                return true;
            }
            System.err.println("Spark " + spark + " cannot be had, tests have none; see " + log);
        } catch (IOException e) {
            System.err.println("Maven does not start, tests have no Spark: " + e.getMessage());
        }
        return false;
    }
}
