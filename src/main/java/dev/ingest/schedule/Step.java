package dev.ingest.schedule;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Something that changes what the scheduler knows. */
sealed interface Step {

    /** As people read it who want to know what would be done. */
    List<String> described();

    /** Writes a file, its folders too. */
    record Write(Path file, String text, Charset charset) implements Step {
        @Override
        public List<String> described() {
            return shown("write " + file, text);
        }
    }

    /** Deletes a file where it is. */
    record Delete(Path file) implements Step {
        @Override
        public List<String> described() {
            return List.of("delete " + file);
        }
    }

    /** Runs a command, which reads {@code input}. */
    record Run(List<String> command, String input) implements Step {
        static Run of(String... command) {
            return new Run(List.of(command), "");
        }

        @Override
        public List<String> described() {
            return shown("run   " + String.join(" ", command), input);
        }
    }

    /** Runs a command that asks for a password by itself. */
    record Ask(List<String> command) implements Step {
        @Override
        public List<String> described() {
            return List.of("run   " + String.join(" ", command));
        }
    }

    private static List<String> shown(String what, String text) {
        return text.isEmpty()
                ? List.of(what)
                : Stream.concat(Stream.of(what), text.lines().map(line -> "    " + line))
                        .toList();
    }
}
