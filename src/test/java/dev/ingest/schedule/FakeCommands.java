package dev.ingest.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commands that nobody runs: what was typed is kept, and answers are as a test has them. */
final class FakeCommands implements Commands {
    final List<String> typed = new ArrayList<>();
    final List<String> inputs = new ArrayList<>();
    private final Map<String, Ended> answers = new LinkedHashMap<>();

    /** Answers what begins with {@code command}; whatever is not answered succeeds and says nothing. */
    FakeCommands answer(String command, int exitCode, String output) {
        answers.put(command, new Ended(exitCode, output));
        return this;
    }

    @Override
    public Ended run(List<String> command, String input) {
        inputs.add(input);
        return ask(command);
    }

    @Override
    public Ended ask(List<String> command) {
        String line = String.join(" ", command);
        typed.add(line);
        return answers.entrySet().stream()
                .filter(answer -> line.startsWith(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new Ended(0, ""));
    }
}
