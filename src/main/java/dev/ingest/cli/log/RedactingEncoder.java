package dev.ingest.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.ingest.secret.Redaction;
import java.nio.charset.StandardCharsets;

/** Writes lines, whole with stack traces and names of threads, without the secrets in them. */
final class RedactingEncoder extends LayoutWrappingEncoder<ILoggingEvent> {
    @Override
    public byte[] encode(ILoggingEvent event) {
        return Redaction.of(getLayout().doLayout(event)).getBytes(StandardCharsets.UTF_8);
    }
}
