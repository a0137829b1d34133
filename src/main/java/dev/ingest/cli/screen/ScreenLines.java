package dev.ingest.cli.screen;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Text in UTF-8 that is handed on in whole lines. */
final class ScreenLines extends OutputStream {
    private final Consumer<String> lines;
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();

    ScreenLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int octet) {
        open.write(octet);
        if (octet == '\n') {
            handOn();
        }
    }

    @Override
    public synchronized void write(byte[] text, int from, int length) {
        int end = from + length;
        int rest = end;
        while (rest > from && text[rest - 1] != '\n') {
            rest--;
        }
        if (rest > from) {
            open.write(text, from, rest - from);
            handOn();
        }
        open.write(text, rest, end - rest);
    }

    private void handOn() {
        lines.accept(open.toString(StandardCharsets.UTF_8));
        open.reset();
    }
}
