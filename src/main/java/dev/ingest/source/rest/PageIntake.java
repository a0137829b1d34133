package dev.ingest.source.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.body.Body;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.exchange.BrokenBody;
import dev.ingest.source.rest.exchange.Intake;
import dev.ingest.source.rest.exchange.Reply;
import dev.ingest.source.rest.record.BodyReader;
import dev.ingest.source.rest.record.RecordFault;
import dev.ingest.source.rest.record.RecordPage;
import dev.ingest.source.rest.record.RecordSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads answers to their end before anything of them counts, on the thread that asked: what was cut off or spoilt on its way is
 * asked for again like any other fault that passes. For several threads.
 */
final class PageIntake {
    /** What stays malformed is the API's way. */
    private static final int READINGS = 3;

    private final Endpoint endpoint;
    private final BodyReader bodies;
    private final Detected detected;
    private final Optional<RecordSelector> selector;

    PageIntake(Endpoint endpoint, Detected detected) {
        this.endpoint = endpoint;
        this.detected = detected;
        this.bodies = new BodyReader(endpoint.form());
        this.selector = endpoint.selector().map(RecordSelector::of);
    }

    /** @param page absent where a rule says that the answer holds no records */
    record Taken(Reply reply, Optional<RecordPage> page) {}

    /** Where the records stand, as far as it is known. */
    Optional<RecordSelector> selector() {
        return selector.or(detected::selector);
    }

    /** Takes the answers to the request of one page, by its number. */
    Intake<Taken> attempts(long page) {
        AtomicInteger readings = new AtomicInteger();
        return reply -> new Taken(
                reply,
                reply.verdict() == Reply.Verdict.RECORDS
                        ? Optional.of(read(page, reply, readings.incrementAndGet()))
                        : Optional.empty());
    }

    private RecordPage read(long page, Reply reply, int reading) throws BrokenBody {
        Body body = reply.body();
        try {
            return bodies.read(body, selector.isPresent() ? selector.get() : detected.selector(bodies, body));
        } catch (JsonEOFException cut) {
            throw BrokenBody.passing(
                    "page " + page + " ends in the middle, after " + body.size() + " bytes",
                    "Try again later, or ask for smaller pages",
                    cut);
        } catch (JacksonException broken) {
            String reason = "page " + page + " is no valid " + endpoint.form() + place(broken.getLocation()) + ": "
                    + broken.getOriginalMessage() + ". It begins: " + body.beginning();
            String wayOut = "Run the job again; if it stays, ask for smaller pages or have the API mend it";
            throw reading == READINGS || broken instanceof StreamConstraintsException
                    ? BrokenBody.lasting(reason, wayOut, broken)
                    : BrokenBody.passing(reason, wayOut, broken);
        } catch (RecordFault fault) {
            throw new IngestException(
                    FailureKind.READ,
                    "Cannot read " + endpoint.name() + ": page " + page + " of "
                            + reply.request().printed() + " cannot be read: " + fault.getMessage(),
                    fault);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(JsonLocation place) {
        long offset = place == null ? -1 : place.getByteOffset() < 0 ? place.getCharOffset() : place.getByteOffset();
        return offset < 0 ? "" : " at byte " + offset;
    }
}
