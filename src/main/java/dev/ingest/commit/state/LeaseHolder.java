package dev.ingest.commit.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who holds a dataset's lease, as its file says.
 *
 * @param host the machine
 * @param process the process's number there
 * @param run a text that no other run has
 * @param since when the run began
 */
public record LeaseHolder(String host, long process, String run, Instant since) {
    /** A lease that was not renewed for so long is nobody's. */
    public static final Duration STALE = Duration.ofMinutes(2);

    /** The file's content. */
    public byte[] json() {
        ObjectNode file = DltJson.object();
        file.put("host", host);
        file.put("process", process);
        file.put("run", run);
        file.put("since", since.toString());
        return DltJson.bytes(file);
    }

    /** The holder in a file; empty when it does not parse. */
    public static Optional<LeaseHolder> parse(byte[] json) {
        return DltJson.parse(json).flatMap(file -> {
            try {
                return Optional.of(new LeaseHolder(
                        file.path("host").asText(),
                        file.path("process").asLong(),
                        file.path("run").asText(),
                        Instant.parse(file.path("since").asText())));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }
}
