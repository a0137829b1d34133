package dev.ingest.cli.screen;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/**
 * A terminal with a foot of lines that are rewritten in place; what the process prints meanwhile scrolls by above it. Takes
 * standard output over until it is closed.
 */
public final class Screen implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;
    /** Of a terminal that does not tell its size. */
    private static final Size USUAL = new Size(80, 24);

    private final Terminal terminal;
    private final Display display;
    private final PrintStream before = System.out;
    private final IntFunction<List<String>> foot;
    private final Thread looks = new Thread(this::keepLooking, "screen");

    private boolean closed;

    private Screen(Terminal terminal, IntFunction<List<String>> foot) {
        this.terminal = terminal;
        this.foot = foot;
        this.display = new Display(terminal, false);
    }

    /**
     * The terminal that standard output is.
     *
     * @param foot the lines to show below all others, given how many columns each may have
     * @return empty where it cannot be used
     */
    public static Optional<Screen> open(IntFunction<List<String>> foot) {
        try {
            // Ctrl-C ends the run by the hook of the process; a size is asked for by a call, not by starting stty.
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .exec(false)
                    .nativeSignals(false)
                    .build();
            Screen screen = new Screen(terminal, foot);
            System.setOut(new PrintStream(new ScreenLines(screen::print), true, StandardCharsets.UTF_8));
            screen.looks.setDaemon(true);
            screen.looks.start();
            return Optional.of(screen);
        } catch (IOException | IllegalStateException | LinkageError e) {
            // A temporary folder from which no library can be loaded, a system that JLine has none for.
            return Optional.empty();
        }
    }

    /** Leaves the foot as it is and begins another below it: somebody has written over it, as Ctrl-C does. */
    public synchronized void spoilt() {
        if (!closed) {
            terminal.writer().println();
            display.reset();
        }
    }

    @Override
    public void close() {
        looks.interrupt();
        synchronized (this) {
            closed = true;
            System.out.flush();
            System.setOut(before);
            display.update(List.of(), 0);
        }
        try {
            terminal.close();
        } catch (IOException e) {
            // Nothing was changed that would have to be put back.
        }
    }

    private void keepLooking() {
        try {
            while (true) {
                look();
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            // The screen is closed.
        }
    }

    private synchronized void look() {
        if (!closed) {
            draw();
        }
    }

    private synchronized void print(String lines) {
        display.update(List.of(), 0, false);
        terminal.writer().print(lines);
        draw();
    }

    private void draw() {
        Size size = terminal.getSize();
        Size known = size.getColumns() > 0 && size.getRows() > 0 ? size : USUAL;
        display.resize(known.getRows(), known.getColumns());
        // A line that fills the last column leaves the cursor in a place that terminals disagree on.
        int columns = Math.max(1, known.getColumns() - 1);
        display.update(
                foot.apply(columns).stream()
                        .limit(Math.max(1, known.getRows() / 2))
                        .map(line -> new AttributedString(line).columnSubSequence(0, columns))
                        .toList(),
                -1);
    }
}
