package dev.ingest.cli;

import dev.ingest.job.name.Printable;
import dev.ingest.secret.Redaction;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Prints lines in UTF-8, each on one line: what comes from a workbook or a database cannot pass for another line. No secret
 * is in them.
 */
final class TerminalWriter extends PrintWriter {
    TerminalWriter(OutputStream terminal) {
        super(terminal, true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String line) {
        super.println(Redaction.of(Printable.of(Redaction.of(line))));
    }

    /** Of stack traces too, which come by this way. */
    @Override
    public void println(Object what) {
        println(String.valueOf(what));
    }
}
