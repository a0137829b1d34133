package dev.ingest.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import dev.ingest.job.name.Printable;
import dev.ingest.run.RunListener;
import dev.ingest.secret.Redaction;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a logged line looks. Logback's patterns could say the same; compiling them costs a short run a tenth of its start. */
final class LogLines extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int LEVEL_WIDTH = 8;
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
