package dev.ingest.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.ingest.config.LogLevel;
import dev.ingest.config.notice.LogFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * The run's log: readable lines on the terminal, the same with stack traces in {@code logs/}, each as much as it is told
 * to show. Lines of {@link #PLAIN} stand on the terminal without time and level, those of {@link #FILE} not at all.
 */
public final class RunLog implements AutoCloseable {
    /** The logger of banner and tables. */
    public static final String PLAIN = "plain";
    /** Marks a line that tells of a failure, whatever its level. */
    public static final Marker FAILURE = MarkerFactory.getMarker("FAILURE");

    /** The logger of what the terminal shows by other means. */
    public static final String FILE = "file";

    /** Libraries that would log requests, signatures or noise when the user asks for more. */
    private static final List<String> NEVER_BELOW_INFO =
            List.of("org.apache.hadoop", "org.apache.http", "org.apache.parquet", "com.microsoft");

    /** They log as errors what is thrown anyway, or what is none. */
    private static final List<String> QUIET = List.of(
            "com.zaxxer.hikari",
            "com.azure",
            "com.microsoft.aad",
            "org.apache.hadoop.util.NativeCodeLoader",
            "org.apache.hadoop.fs.azurebfs.services.AbfsOutputStream",
            "org.apache.hadoop.fs.azurebfs.utils.DateTimeUtils");

    /** On Windows it warns, with a stack trace, that it finds no winutils.exe, which nothing here asks for. */
    private static final String ERRORS_ALONE = "org.apache.hadoop.util.Shell";

    private static final int PARTS_A_RUN = 9;

    private final LoggerContext context;
    private final List<LogLines> painted = new ArrayList<>();

    private RunLog(LoggerContext context) {
        this.context = context;
    }

    /** Which of the process's two streams the terminal's lines go to. */
    public enum Stream {
        OUT,
        /** Where the other is for a machine to read. */
        ERR
    }

    /** Lines on the terminal alone, for commands that write nothing. */
    public static RunLog terminal(LogLevel level, ZoneId zone, Stream stream) {
        RunLog log = new RunLog((LoggerContext) LoggerFactory.getILoggerFactory());
        log.context.reset();
        // Logback ignores stop() once it has stopped, as after a first run in this process, and would leave the file
        // open.
        log.context.start();
        log.levels(level(level));
        log.root().addAppender(log.console("terminal", level, LogLines.dated(zone), stream));
        log.alone(PLAIN).addAppender(log.console("banner", level, LogLines.plain(), stream));
        log.alone(FILE);
        return log;
    }

    /** Lines on the terminal and in a file; of its folder's other logs the newest stay. */
    public static RunLog file(LogLevel terminal, ZoneId zone, Stream stream, LogFile file) {
        RunLog log = terminal(terminal, zone, stream);
        log.levels(level(file.level().compareTo(terminal) < 0 ? file.level() : terminal));
        prune(file.path().toAbsolutePath().resolveSibling(""), file.kept());
        Appender<ILoggingEvent> appender = log.rolling(file, zone);
        log.root().addAppender(appender);
        log.alone(PLAIN).addAppender(appender);
        log.alone(FILE).addAppender(appender);
        return log;
    }

    /** From here on the terminal's lines have colours; it must be one that knows them. */
    public void paint() {
        painted.forEach(LogLines::paint);
    }

    @Override
    public void close() {
        context.stop();
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARN;
            case ERROR -> Level.ERROR;
        };
    }

    private ch.qos.logback.classic.Logger root() {
        return context.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    /** A logger whose lines go to its own appenders alone. */
    private ch.qos.logback.classic.Logger alone(String name) {
        ch.qos.logback.classic.Logger logger = context.getLogger(name);
        logger.setAdditive(false);
        return logger;
    }

    private void levels(Level level) {
        root().setLevel(level);
        for (String name : NEVER_BELOW_INFO) {
            context.getLogger(name).setLevel(level.isGreaterOrEqual(Level.INFO) ? Level.WARN : Level.INFO);
        }
        context.getLogger(ERRORS_ALONE).setLevel(Level.ERROR);
        for (String name : QUIET) {
            context.getLogger(name).setLevel(Level.OFF);
        }
    }

    private Appender<ILoggingEvent> console(String name, LogLevel least, LogLines lines, Stream stream) {
        painted.add(lines);
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget(stream == Stream.ERR ? "System.err" : "System.out");
        return started(appender, name, least, text(lines));
    }

    private Appender<ILoggingEvent> rolling(LogFile file, ZoneId zone) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setFile(file.path().toString());
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(appender);
        window.setFileNamePattern(file.path() + ".%i");
        window.setMaxIndex(PARTS_A_RUN);
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(new FileSize(file.bytes()));
        trigger.start();
        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(trigger);
        return started(
                appender,
                "file",
                file.level(),
                file.format() == LogFormat.JSON ? new RedactingJson(zone) : text(LogLines.traced(zone)));
    }

    private Encoder<ILoggingEvent> text(Layout<ILoggingEvent> lines) {
        lines.setContext(context);
        lines.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new RedactingEncoder();
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(lines);
        return encoder;
    }

    private Appender<ILoggingEvent> started(
            OutputStreamAppender<ILoggingEvent> appender, String name, LogLevel least, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setName(name);
        appender.setEncoder(encoder);
        ThresholdFilter threshold = new ThresholdFilter();
        threshold.setLevel(level(least).toString());
        threshold.start();
        appender.addFilter(threshold);
        appender.start();
        return appender;
    }

    private static void prune(Path folder, int kept) {
        try {
            Files.createDirectories(folder);
            try (java.util.stream.Stream<Path> files = Files.list(folder)) {
                List<Path> logs = files.filter(path ->
                                path.getFileName().toString().matches("ingestion_\\d{8}_\\d{6}\\.log(\\.\\d+)?"))
                        .sorted(Comparator.reverseOrder())
                        .toList();
                logs.subList(Math.min(Math.max(kept - 1, 0), logs.size()), logs.size())
                        .forEach(RunLog::discard);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep logs in " + folder, e);
        }
    }

    /** Somebody who reads an old log keeps Windows from deleting it; a later run does. */
    private static void discard(Path log) {
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            LoggerFactory.getLogger(RunLog.class).debug("The old log {} stays", log.getFileName(), e);
        }
    }
}
