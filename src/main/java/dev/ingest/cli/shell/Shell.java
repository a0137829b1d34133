package dev.ingest.cli.shell;

import picocli.AutoComplete;
import picocli.CommandLine;

/** The shells that complete commands. */
enum Shell {
    BASH,
    ZSH,
    POWERSHELL;

    /** The script that teaches it the commands of {@code root}. */
    String script(CommandLine root) {
        return switch (this) {
            // The script finds out which of the two reads it.
            case BASH, ZSH -> AutoComplete.bash(root.getCommandName(), root);
            case POWERSHELL -> new PowerShellScript(root).text();
        };
    }
}
