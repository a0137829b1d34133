package dev.ingest.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.pattern.color.ANSIConstants;
import dev.ingest.job.name.Printable;
import dev.ingest.run.event.RunListener;
import dev.ingest.secret.Redaction;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Marker;

/** How a logged line looks. Logback's patterns could say the same; compiling them costs a short run a tenth of its start. */
final class LogLines extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int LEVEL_WIDTH = 8;
    private static final String PLAIN_AGAIN = ANSIConstants.ESC_START + "0" + ANSIConstants.ESC_END;
    /** A stack trace holds the message, line breaks and all: no line of it may look like one of ours. */
    private static final Pattern INDENTED = Pattern.compile("(?m)^(?!$)");

    /** What stands on a line. */
    private enum Form {
        PLAIN,
        DATED,
        TRACED
    }

    private final Form form;
    private final DateTimeFormatter time;
    private volatile boolean painted;

    private LogLines(Form form, ZoneId zone) {
        this.form = form;
        this.time = TIME.withZone(zone);
    }

    /** The message alone. */
    static LogLines plain() {
        return new LogLines(Form.PLAIN, ZoneId.of("UTC"));
    }

    /** Time, level, the job where several run, and message. */
    static LogLines dated(ZoneId zone) {
        return new LogLines(Form.DATED, zone);
    }

    /** The same, then the stack trace where there is one. */
    static LogLines traced(ZoneId zone) {
        return new LogLines(Form.TRACED, zone);
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        String colour = painted ? colour(event) : "";
        return colour.isEmpty() ? line(event) : painted(line(event), colour);
    }

    /** From here on warnings and failures have colours. */
    void paint() {
        painted = true;
    }

    private static String colour(ILoggingEvent event) {
        List<Marker> markers = event.getMarkerList();
        if (event.getLevel() == Level.ERROR || (markers != null && markers.contains(RunLog.FAILURE))) {
            return ANSIConstants.RED_FG;
        }
        return event.getLevel() == Level.WARN ? ANSIConstants.YELLOW_FG : "";
    }

    private static String painted(String line, String colour) {
        String text = line.stripTrailing();
        return ANSIConstants.ESC_START
                + colour
                + ANSIConstants.ESC_END
                + text
                + PLAIN_AGAIN
                + line.substring(text.length());
    }

    private String line(ILoggingEvent event) {
        StringBuilder line = new StringBuilder();
        if (form != Form.PLAIN) {
            String level = event.getLevel().toString();
            line.append(time.format(Instant.ofEpochMilli(event.getTimeStamp())));
            line.append(" | ")
                    .append(level)
                    .append(" ".repeat(LEVEL_WIDTH - level.length()))
                    .append(" | ");
            String job = event.getMDCPropertyMap().get(RunListener.JOB_OF_A_LINE);
            if (job != null) {
                line.append(Printable.of(job)).append(" | ");
            }
        }
        line.append(Printable.of(Redaction.of(event.getFormattedMessage()))).append(System.lineSeparator());
        IThrowableProxy thrown = event.getThrowableProxy();
        if (form == Form.TRACED && thrown != null) {
            line.append(INDENTED.matcher(ThrowableProxyUtil.asString(thrown)).replaceAll("  "));
        }
        return line.toString();
    }
}
