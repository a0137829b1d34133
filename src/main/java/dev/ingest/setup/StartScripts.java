package dev.ingest.setup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code ingest.sh} and {@code ingest.cmd}, by which people and schedulers start the program in its home. */
final class StartScripts {
    private final Path home;
    private final InstalledProgram program;

    StartScripts(Path home, InstalledProgram program) {
        this.home = home;
        this.program = program;
    }

    byte[] shell() {
        String jar = isInHome() ? "$home/" + inDoubleQuotes(slashed(inHome())) : inDoubleQuotes(slashed(program.jar()));
        return bytes(Template.string("ingest.sh")
                .replace("@JAR@", '"' + jar + '"')
                .replace("@JAVA_HOME@", '"' + inDoubleQuotes(slashed(program.javaHome())) + '"'));
    }

    /** With the line ends that {@code cmd.exe} wants. */
    byte[] windows() {
        String jar = isInHome() ? "%~dp0" + percents(inHome()) : percents(program.jar());
        return bytes(Template.string("ingest.cmd")
                .replace("@JAR@", jar)
                .replace("@JAVA_HOME@", percents(program.javaHome()))
                .replace("\n", "\r\n"));
    }

    /** A jar in the home moves with it. */
    private boolean isInHome() {
        return home.resolve(program.jar()).startsWith(home);
    }

    private Path inHome() {
        return home.relativize(home.resolve(program.jar()));
    }

    private static String slashed(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private static String inDoubleQuotes(String text) {
        return text.replaceAll("([\\\\\"$`])", "\\\\$1");
    }

    private static String percents(Path path) {
        return path.toString().replace("%", "%%");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
