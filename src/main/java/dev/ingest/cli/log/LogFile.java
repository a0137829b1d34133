package dev.ingest.cli.log;

import dev.ingest.config.LogLevel;
import dev.ingest.config.notice.LogFormat;
import java.nio.file.Path;

/**
 * A run's log file.
 *
 * @param path where
 * @param level its least important message
 * @param format how it is written
 * @param bytes size at which it rolls
 * @param kept how many logs stay in its folder
 */
public record LogFile(Path path, LogLevel level, LogFormat format, long bytes, int kept) {}
