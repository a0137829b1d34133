package dev.ingest.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What FEATURES.md has between the marks {@code name:begin} and {@code name:end}. */
record MarkedTable(String name) {
    private static final Path PAGE = Path.of("FEATURES.md");

    /** The text between the marks. */
    String written() throws IOException {
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        int from = page.indexOf(begin()) + begin().length();
        return page.substring(from, page.indexOf(end(), from));
    }

    /** Puts {@code table} between the marks. */
    void write(String table) throws IOException {
        String page = Files.readString(PAGE);
        Files.writeString(PAGE, page.replace(begin() + written() + end(), begin() + table + end()));
    }

    private String begin() {
        return "<!-- " + name + ":begin -->\n";
    }

    private String end() {
        return "<!-- " + name + ":end -->\n";
    }
}
