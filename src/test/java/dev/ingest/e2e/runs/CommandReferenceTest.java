package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.Workspace;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of commands in FEATURES.md has every option that a command takes, and no other. */
class CommandReferenceTest {
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
    private static final String COMMON = "\nEvery command takes";

    private static String section() {
        String page = Workspace.read(Path.of("FEATURES.md"));
        return page.substring(page.indexOf("\n## Commands"), page.indexOf("<!-- commands:end -->"));
    }

    private static Set<String> options(String text) {
        return OPTION.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The line of the table that begins with {@code command} and its parameters. */
    private static String line(String command) {
        return section()
                .lines()
                .filter(line -> line.matches("\\| `" + command + "( [^a-z`]+)?` .*"))
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init",
                "run",
                "check",
                "discover",
                "state",
                "state set",
                "state reset",
                "loads",
                "report",
                "tidy",
                "alert",
                "completion",
                "man",
                "keyvault names",
                "keyvault push",
                "schedule install",
                "schedule show",
                "schedule remove"
            })
    void theDocumentationHasEveryOptionOfTheCommand(String command) {
        String help = InProcess.run((command + " --help").split(" ", -1)).output();
        String common = section().substring(section().indexOf(COMMON));

        assertEquals(options(help), options(line(command) + common));
    }
}
