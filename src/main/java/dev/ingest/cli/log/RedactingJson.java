package dev.ingest.cli.log;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.ingest.secret.Redaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of JSON without the secrets in their texts; names and numbers stay, whatever somebody's password is. */
final class RedactingJson extends JsonEncoder {
    /** A text, and the colon that makes it a name. */
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"(:?)");

    private final DateTimeFormatter time;

    RedactingJson(ZoneId zone) {
        time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(zone);
        setWithContext(false);
        setWithSequenceNumber(false);
        setWithTimestamp(false);
        setWithNanoseconds(false);
        setWithMessage(false);
        setWithArguments(false);
        setWithFormattedMessage(true);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = new String(super.encode(event), StandardCharsets.UTF_8);
        return TEXT.matcher(line).replaceAll(RedactingJson::shown).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void appendCustomFields(StringBuilder line, ILoggingEvent event) {
        appendValueSeparator(line, true);
        appenderMember(line, "time", time.format(Instant.ofEpochMilli(event.getTimeStamp())));
    }

    private static String shown(MatchResult text) {
        return Matcher.quoteReplacement(
                text.group(2).isEmpty() ? '"' + Redaction.of(text.group(1)) + '"' : text.group());
    }
}
