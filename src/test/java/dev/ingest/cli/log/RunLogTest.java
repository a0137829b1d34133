package dev.ingest.cli.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import dev.ingest.TestLog;
import dev.ingest.config.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

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
        RunLog.terminal(LogLevel.INFO, ZoneOffset.UTC);
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

        RunLog.file(
                        LogLevel.INFO,
                        LogLevel.INFO,
                        ZoneOffset.UTC,
                        logs.resolve("ingestion_20260104_000000.log"),
                        1 << 20,
                        2)
                .close();
        try (Stream<Path> files = Files.list(logs)) {
            assertEquals(
                    List.of(
                            "ingestion_20260101_000000.log",
                            "ingestion_20260103_000000.log",
                            "ingestion_20260104_000000.log"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
