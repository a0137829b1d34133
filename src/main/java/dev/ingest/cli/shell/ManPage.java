package dev.ingest.cli.shell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** All commands on one page, in the macros of {@code man(7)}. */
final class ManPage {
    private final CommandSpec root;
    private final String version;
    private final StringBuilder page = new StringBuilder();

    ManPage(CommandSpec root, String version) {
        this.root = root;
        this.version = version;
    }

    String text() {
        List<String> description = description(root);
        line(".TH INGEST 1 \"\" \"ingest " + escaped(version) + "\" \"\"");
        line(".SH NAME");
        line("ingest \\- " + escaped(description.get(0)));
        line(".SH SYNOPSIS");
        line("\\fBingest\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]...");
        line(".SH DESCRIPTION");
        paragraphs(description);
        line(".SH COMMANDS");
        Commands.all(root).skip(1).forEach(this::command);
        line(".SH OPTIONS OF ALL COMMANDS");
        root.options().forEach(this::option);
        line(".SH EXIT STATUS");
        Arrays.stream(root.usageMessage().footer())
                .map(String::strip)
                .forEach(code ->
                        item("\\fB" + code.replaceFirst(" .*", "") + "\\fR", code.replaceFirst("\\S+\\s+", "")));
        return page.toString();
    }

    private void command(CommandSpec command) {
        String parameters =
                command.positionalParameters().stream().map(ManPage::parameter).collect(Collectors.joining());
        line(".SS \"" + escaped(command.qualifiedName(" ") + parameters) + "\"");
        paragraphs(description(command));
        command.positionalParameters()
                .forEach(parameter ->
                        item("\\fI" + escaped(parameter.paramLabel()) + "\\fR", sentence(parameter.description())));
        command.options().stream()
                .filter(option -> !option.inherited() && !option.usageHelp() && !option.versionHelp())
                .forEach(this::option);
    }

    private static String parameter(PositionalParamSpec parameter) {
        String several = parameter.index().max() > parameter.index().min() ? "..." : "";
        return parameter.required()
                ? " " + parameter.paramLabel() + several
                : " [" + parameter.paramLabel() + several + "]";
    }

    private void option(OptionSpec option) {
        String names = Stream.of(option.names())
                .map(name -> "\\fB" + escaped(name) + "\\fR")
                .collect(Collectors.joining(", "));
        String value = option.arity().max() > 0 ? " \\fI" + escaped(option.paramLabel()) + "\\fR" : "";
        item(names + value, sentence(option.description()));
    }

    private static List<String> description(CommandSpec command) {
        return Arrays.stream(command.usageMessage().description())
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static String sentence(String... lines) {
        return String.join(" ", lines);
    }

    private void paragraphs(List<String> texts) {
        line(texts.stream().map(ManPage::escaped).collect(Collectors.joining("\n.PP\n")));
    }

    private void item(String term, String text) {
        line(".TP");
        line(term);
        line(escaped(text));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    /** A hyphen is what people type, a line that begins like a request is text, and letters beyond ASCII have names. */
    private static String escaped(String text) {
        String typed = text.replace("\\", "\\e").replace("-", "\\-");
        String line = typed.startsWith(".") || typed.startsWith("'") ? "\\&" + typed : typed;
        return line.codePoints()
                .mapToObj(c -> c < 128 ? Character.toString(c) : String.format("\\[u%04X]", c))
                .collect(Collectors.joining());
    }
}
