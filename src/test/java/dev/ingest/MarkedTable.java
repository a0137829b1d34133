package dev.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a page of the repository has between the marks {@code name:begin} and {@code name:end}. */
public record MarkedTable(Path page, String name) {
    /** A table of FEATURES.md. */
    public MarkedTable(String name) {
        this(Path.of("FEATURES.md"), name);
    }

    /** The text between the marks. */
    public String written() throws IOException {
        String text = Files.readString(page).replace("\r\n", "\n");
        int from = text.indexOf(begin()) + begin().length();
        return text.substring(from, text.indexOf(end(), from));
    }

    /** Puts {@code table} between the marks. */
    public void write(String table) throws IOException {
        String text = Files.readString(page);
        Files.writeString(page, text.replace(begin() + written() + end(), begin() + table + end()));
    }

    private String begin() {
        return "<!-- " + name + ":begin -->\n";
    }

    private String end() {
        return "<!-- " + name + ":end -->\n";
    }
}
