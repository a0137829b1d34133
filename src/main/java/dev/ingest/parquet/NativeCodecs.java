package dev.ingest.parquet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which codecs may go by a native library. Snappy and Zstandard bring theirs in the jar and load a copy in the temporary
 * folder: not where programs may not be started from it, and never on Windows, which cannot delete a loaded copy and loads
 * none whose path the ANSI code page does not have.
 */
final class NativeCodecs {
    private static final Logger LOG = LoggerFactory.getLogger(NativeCodecs.class);
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final Map<CompressionCodecName, Boolean> LOADED = new ConcurrentHashMap<>();

    private NativeCodecs() {}

    /** Whether {@code codec} needs no library, or has it. */
    static boolean has(CompressionCodecName codec) {
        return switch (codec) {
            case SNAPPY, ZSTD -> !WINDOWS && LOADED.computeIfAbsent(codec, NativeCodecs::loads);
            default -> true;
        };
    }

    private static boolean loads(CompressionCodecName codec) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", ""));
        if (!Files.isWritable(temporary)) {
            // Snappy would print a stack trace.
            return refused(codec, temporary + " cannot be written");
        }
        try (PageCodecs codecs = new PageCodecs(all -> true)) {
            codecs.compress(codec, BytesInput.from(new byte[1]));
            return true;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            return refused(codec, e.toString());
        }
    }

    private static boolean refused(CompressionCodecName codec, String why) {
        LOG.info("{} is made by Java code, which is slower: its library cannot be loaded ({})", codec, why);
        return false;
    }
}
