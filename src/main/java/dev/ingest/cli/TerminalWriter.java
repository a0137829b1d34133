package dev.ingest.cli;

import dev.ingest.job.name.Printable;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Prints lines in UTF-8, each on one line: what comes from a workbook or a database cannot pass for another line. */
final class TerminalWriter extends PrintWriter {
    TerminalWriter(OutputStream terminal) {
        super(terminal, true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String line) {
        super.println(Printable.of(line));
    }
}
