package dev.ingest.cli.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands as a table that PowerShell looks words up in; it reads {@code .cmd} off a command's name by itself. */
final class PowerShellScript {
    private static final String REST = """
                $path = ''
                $before = ''
                foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
                    if ($element.Extent.EndOffset -ge $cursorPosition -and $wordToComplete) { break }
                    $before = "$element"
                    $next = "$path $element".Trim()
                    if ($words.ContainsKey($next)) { $path = $next }
                }
                $option = "$path $before".Trim()
                $found = if ($values.ContainsKey($option)) { $values[$option] } else { $words[$path] }
                $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """;

    private final CommandLine root;

    PowerShellScript(CommandLine root) {
        this.root = root;
    }

    /** The script; a word that begins nothing is left to PowerShell, which knows files. */
    String text() {
        List<String> words = new ArrayList<>();
        List<String> values = new ArrayList<>();
        Commands.all(root.getCommandSpec()).forEach(command -> {
            String path = path(command);
            words.add(entry(path, words(command)));
            command.options().stream()
                    .filter(option -> option.arity().max() > 0)
                    .forEach(option -> Arrays.stream(option.names())
                            .forEach(name -> values.add(entry((path + " " + name).strip(), candidates(option)))));
        });
        return "Register-ArgumentCompleter -Native -CommandName " + quoted(root.getCommandName())
                + " -ScriptBlock {\n    param($wordToComplete, $commandAst, $cursorPosition)\n"
                + table("words", words) + table("values", values) + REST;
    }

    private static String path(CommandSpec command) {
        String qualified = command.qualifiedName(" ");
        return qualified.contains(" ") ? qualified.substring(qualified.indexOf(' ') + 1) : "";
    }

    private static List<String> words(CommandSpec command) {
        List<String> words = new ArrayList<>();
        Commands.below(command).forEach(below -> words.add(below.name()));
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            words.addAll(candidates(parameter));
        }
        words.addAll(new TreeSet<>(
                command.options().stream().map(OptionSpec::longestName).toList()));
        return words;
    }

    private static List<String> candidates(ArgSpec argument) {
        List<String> found = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(found::add);
        }
        return found;
    }

    private static String table(String name, List<String> entries) {
        return "    $" + name + " = @{\n" + String.join("", entries) + "    }\n";
    }

    private static String entry(String key, List<String> words) {
        return "        " + quoted(key) + " = @("
                + words.stream().map(PowerShellScript::quoted).collect(Collectors.joining(", ")) + ")\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
