package dev.ingest.cli.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ingest.TestLog;
import dev.ingest.config.LogLevel;
import dev.ingest.config.notice.LogFormat;
import dev.ingest.run.event.RunListener;
import dev.ingest.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class RunLogTest {
    @TempDir
    Path logs;

    @AfterEach
    void theTestsLogAgain() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        TestLog log = new TestLog();
        log.setContext(context);
        log.configure(context);
        context.start();
    }

    @Test
    void hadoopAsksForNoWinutilsAndStillWarnsOfTheRest() {
        RunLog.terminal(LogLevel.INFO, ZoneOffset.UTC, RunLog.Stream.OUT);
        assertFalse(LoggerFactory.getLogger("org.apache.hadoop.util.Shell").isWarnEnabled());
        assertTrue(LoggerFactory.getLogger("org.apache.hadoop.util.Shell").isErrorEnabled());
        assertTrue(LoggerFactory.getLogger("org.apache.hadoop.util.ReflectionUtils")
                .isWarnEnabled());
    }

    /** A folder that holds something stands for a log that somebody reads on Windows: neither can be deleted. */
    @Test
    void anOldLogThatCannotBeDeletedStaysAndTheRunGoesOn() throws IOException {
        Files.createDirectories(logs.resolve("ingestion_20260101_000000.log/held"));
        Files.createFile(logs.resolve("ingestion_20260102_000000.log"));
        Files.createFile(logs.resolve("ingestion_20260103_000000.log"));

        file("ingestion_20260104_000000.log", LogFormat.TEXT, 2).close();
        try (Stream<Path> files = Files.list(logs)) {
            assertEquals(
                    List.of(
                            "ingestion_20260101_000000.log",
                            "ingestion_20260103_000000.log",
                            "ingestion_20260104_000000.log"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    private RunLog file(String name, LogFormat format, int kept) {
        return RunLog.file(
                LogLevel.ERROR,
                ZoneOffset.ofHours(2),
                RunLog.Stream.OUT,
                new LogFile(logs.resolve(name), LogLevel.INFO, format, 1 << 20, kept));
    }

    /** The last two stand in the form of each line: its names and numbers are no secret. */
    @Test
    void linesOfJsonHaveEveryTextWithoutItsSecretsAndStayJson() throws IOException {
        List.of("pa\"ss\\w\nörd", "formattedMessage", "lineNumber").forEach(Secret::new);
        try (RunLog log = file("json.log", LogFormat.JSON, 9)) {
            LoggerFactory.getLogger("ingest").debug("not asked for {}", log);
            MDC.put(RunListener.JOB_OF_A_LINE, "shop.orders");
            LoggerFactory.getLogger("ingest")
                    .error(
                            "[FAILED] pa\"ss\\w\nörd: {} \"quoted\"",
                            "two\nlines",
                            new IllegalStateException("with pa\"ss\\w\nörd", new IOException("told pa\"ss\\w\nörd")));
            MDC.clear();
            LoggerFactory.getLogger(RunLog.PLAIN).info("====");
        }
        List<String> lines = Files.readAllLines(logs.resolve("json.log"));
        assertEquals(2, lines.size(), lines.toString());
        assertFalse(lines.get(0).contains("ss\\\\w"), lines.get(0));
        JsonNode failed = new ObjectMapper().readTree(lines.get(0));
        assertEquals("ERROR", failed.path("level").asText());
        assertEquals("ingest", failed.path("loggerName").asText());
        assertEquals("shop.orders", failed.path("mdc").path("job").asText());
        assertEquals(
                "[FAILED] ***: two\nlines \"quoted\"",
                failed.path("formattedMessage").asText());
        assertEquals("with ***", failed.path("throwable").path("message").asText());
        assertEquals("told ***", failed.at("/throwable/cause/message").asText());
        assertTrue(failed.at("/throwable/stepArray/0/lineNumber").asInt() > 0, lines.get(0));
        assertEquals(
                ZoneOffset.ofHours(2),
                OffsetDateTime.parse(failed.path("time").asText()).getOffset());
        assertEquals(
                "====",
                new ObjectMapper()
                        .readTree(lines.get(1))
                        .path("formattedMessage")
                        .asText());
    }

    @Test
    void aSecretOfSeveralLinesIsMaskedInALineOfText() throws IOException {
        new Secret("tw0\n\"lines\"");
        try (RunLog log = file("text.log", LogFormat.TEXT, 9)) {
            LoggerFactory.getLogger("ingest").info("told tw0\n\"lines\" {}", log);
        }
        assertTrue(Files.readString(logs.resolve("text.log")).contains(" | told *** "));
    }
}
