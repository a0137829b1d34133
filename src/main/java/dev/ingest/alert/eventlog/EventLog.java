package dev.ingest.alert.eventlog;

import dev.ingest.alert.Alert;
import dev.ingest.alert.Alert.Occasion;
import dev.ingest.alert.AlertChannel;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.File;
import java.io.IOException;
import java.util.List;

/** Windows' event log: an event of the source {@code ingest} in the log Application. */
public final class EventLog implements AlertChannel {
    private static final boolean WINDOWS = File.separatorChar == '\\';
    /** What a command line takes. */
    private static final int MOST_LETTERS = 8000;

    private final SystemCommand system;

    public EventLog() {
        this(SystemCommand.PROCESS);
    }

    EventLog(SystemCommand system) {
        this.system = system;
    }

    /** Whether this machine has one. */
    public static boolean isHere() {
        return WINDOWS;
    }

    @Override
    public String name() {
        return "the event log";
    }

    @Override
    public void send(Alert alert) throws InterruptedException {
        SystemCommand.Ended ended;
        try {
            ended = system.run(command(alert));
        } catch (IOException e) {
            throw failure(e.toString());
        }
        if (ended.code() != 0) {
            throw failure(
                    "eventcreate returns " + ended.code() + ", " + ended.said().strip());
        }
    }

    private static List<String> command(Alert alert) {
        String text = String.join("\n", alert.lines());
        // Java does not escape quotes within an argument on Windows.
        String shown = text.substring(0, Math.min(MOST_LETTERS, text.length())).replace('"', '\'');
        Occasion occasion = alert.occasion();
        return List.of(
                "eventcreate",
                "/L",
                "APPLICATION",
                "/SO",
                "ingest",
                "/T",
                type(occasion),
                "/ID",
                id(occasion),
                "/D",
                shown);
    }

    private static String type(Occasion occasion) {
        return switch (occasion) {
            case FAILED -> "ERROR";
            case LATE, ROWS -> "WARNING";
            case RECOVERED, TEST -> "INFORMATION";
        };
    }

    /** By which monitoring tells events apart; the documentation has them. */
    private static String id(Occasion occasion) {
        return switch (occasion) {
            case FAILED -> "1";
            case LATE -> "2";
            case ROWS -> "3";
            case RECOVERED -> "4";
            case TEST -> "5";
        };
    }

    private static IngestException failure(String why) {
        return new IngestException(
                FailureKind.CONNECT,
                "Cannot write to the event log: " + why
                        + ". Windows lets administrators alone make the first event of a source: run ingest alert --test once"
                        + " as one.");
    }
}
