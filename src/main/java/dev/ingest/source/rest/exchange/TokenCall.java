package dev.ingest.source.rest.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import dev.ingest.source.rest.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Asks for a token; nothing of a good answer is ever shown.
 *
 * @param what for messages: {@code get a token from login.example}
 */
record TokenCall(String what, Wire wire, Patience patience) {

    /** The JSON that a request is answered with. */
    JsonNode answer(Request request, Stop stop) {
        return patience.insist(what, stop, () -> {
            try (Received answer = wire.send(request, stop)) {
                int status = answer.status();
                if (status == 429 || status >= 500) {
                    throw Fault.passing(
                            FailureKind.CONNECT,
                            answer.told(),
                            "Try again later, or raise retry_for",
                            Optional.empty());
                }
                if (status < 200 || status > 299) {
                    throw Fault.lasting(
                            FailureKind.CONNECT, answer.told(), "Check the auth section of the source and its secrets");
                }
                return json(answer);
            }
        });
    }

    /** A token that stands in an answer. */
    Secret token(JsonNode value) {
        if (!value.isValueNode() || value.isNull() || value.asText().isEmpty()) {
            throw new IngestException(
                    FailureKind.CONNECT,
                    "Cannot " + what
                            + ": the answer has no token where it is to be. Check the auth section of the source.");
        }
        return new Secret(value.asText());
    }

    private static JsonNode json(Received answer) throws Fault {
        try (InputStream bytes = answer.body().open()) {
            return Json.TREES.readTree(bytes);
        } catch (IOException e) {
            throw Fault.lasting(
                    FailureKind.CONNECT,
                    "the API answered " + answer.status() + " with what is no JSON",
                    "Check the address of the login in the auth section");
        }
    }
}
