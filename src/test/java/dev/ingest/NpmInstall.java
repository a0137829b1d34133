package dev.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/**
 * Installs servers that tests run against by {@code npm ci}, once for each state of their lock file. Run by the build; without
 * npm or network it says so and leaves it to the tests what that means.
 */
public final class NpmInstall {
    private static final List<String> FILES = List.of("package.json", "package-lock.json");
    private static final String STAMP = "installed-package-lock.json";

    private NpmInstall() {}

    /** Arguments: the folder with the package files, the folder to install into. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path source = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        byte[] lock = Files.readAllBytes(source.resolve("package-lock.json"));
        if (Arrays.equals(lock, stamp(target))) {
            return;
        }
        Files.createDirectories(target);
        for (String file : FILES) {
            Files.copy(source.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (installed(target)) {
            Files.write(target.resolve(STAMP), lock);
        }
    }

    private static byte[] stamp(Path target) throws IOException {
        try {
            return Files.readAllBytes(target.resolve(STAMP));
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    private static boolean installed(Path target) throws InterruptedException {
        String npm = System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
        try {
            Process process = new ProcessBuilder(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                    .directory(target.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(target.resolve("npm.log").toFile())
                    .start();
            if (process.waitFor() == 0) {
                return true;
            }
            System.err.println("npm ci failed, tests have no servers of its; see " + target.resolve("npm.log"));
        } catch (IOException e) {
            System.err.println("npm does not start, tests have no servers of its: " + e.getMessage());
        }
        return false;
    }
}
