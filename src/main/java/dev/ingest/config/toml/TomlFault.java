package dev.ingest.config.toml;

import java.util.List;
import org.tomlj.TomlParseError;

/** Words for a syntax error. The parser's own quote the text at fault, which may be part of a password. */
final class TomlFault {
    private static final String EXPECTED = ", expected ";

    private TomlFault() {}

    static String message(String shown, List<TomlParseError> errors) {
        TomlParseError first = errors.get(0);
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return "Cannot read " + shown + ": line " + first.position().line() + ", column "
                + first.position().column() + ": " + reason(String.valueOf(first.getMessage())) + more
                + ". Correct that line; text goes in double quotes, or in single quotes when it holds a backslash,"
                + " as 'C:\\new\\temp'.";
    }

    private static String reason(String message) {
        int expected = message.indexOf(EXPECTED);
        if (message.startsWith("Unexpected") && expected > 0) {
            return "expected " + message.substring(expected + EXPECTED.length());
        }
        if (message.contains("escape")) {
            return "a backslash in double quotes begins an escape that TOML does not know";
        }
        return message.contains(" previously defined at ") ? message : "this is not valid TOML";
    }
}
