package dev.ingest.source.rest.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ingest.failure.FailureKind;
import dev.ingest.source.rest.body.Body;
import dev.ingest.source.rest.endpoint.BodyForm;
import dev.ingest.source.rest.endpoint.Rule;
import dev.ingest.source.rest.exchange.Reply.Verdict;
import dev.ingest.source.rest.json.BodyPath;
import dev.ingest.source.rest.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says what an answer counts as: by the rules in their order, then by its status, then by what its body is. */
final class Judge {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final List<Rule> rules;
    private final BodyForm form;
    private final ToldWait told;
    private final Clock clock;

    Judge(List<Rule> rules, BodyForm form, ToldWait told, Clock clock) {
        this.rules = List.copyOf(rules);
        this.form = form;
        this.told = told;
        this.clock = clock;
    }

    /** @throws Fault for an answer that has nothing to read */
    Verdict verdict(Received answer) throws Fault {
        for (Rule rule : rules) {
            if (rule.covers(answer.status()) && fits(rule, answer.body())) {
                return ruled(rule, answer);
            }
        }
        if (answer.status() < 200 || answer.status() > 299) {
            throw refusal(answer);
        }
        if (answer.status() != 204) {
            checkForm(answer);
        }
        return Verdict.RECORDS;
    }

    private Verdict ruled(Rule rule, Received answer) throws Fault {
        String reason = rule.message()
                .map(message -> message + " (" + answer.told() + ")")
                .orElseGet(answer::told);
        return switch (rule.action()) {
            case IGNORE -> Verdict.IGNORED;
            case END -> Verdict.ENDED;
            case RESTART -> Verdict.RESTART;
            case RETRY ->
                throw Fault.passing(
                        FailureKind.READ, reason, "A rule tries again; try later, or raise retry_for", wait(answer));
            case LOGIN -> throw Fault.refused(reason, "A rule renews the login, and that did not help");
            case FAIL -> throw Fault.lasting(FailureKind.READ, reason, "A rule takes this answer for a failure");
        };
    }

    private Fault refusal(Received answer) {
        int status = answer.status();
        Optional<Duration> wait = wait(answer);
        boolean throttled = status == 403
                && (answer.headers().firstValue("Retry-After").isPresent()
                        || answer.headers()
                                .firstValue("X-RateLimit-Remaining")
                                .filter("0"::equals)
                                .isPresent());
        if (status == 429 || throttled) {
            return Fault.passing(
                    FailureKind.READ,
                    answer.told(),
                    "The API asks for fewer requests: set rate, or larger pages, or split the load by load_window",
                    wait);
        }
        if (status == 408 || status == 425 || (status >= 500 && status != 501 && status != 505)) {
            return Fault.passing(FailureKind.READ, answer.told(), "Try again later, or raise retry_for", wait);
        }
        return switch (status) {
            case 401 -> Fault.refused(answer.told(), "Check the auth section of the source and its secrets");
            case 403 ->
                Fault.lasting(
                        FailureKind.CONNECT,
                        answer.told(),
                        "Ask for the right to read this, or check the auth section");
            case 404, 410 ->
                Fault.lasting(
                        FailureKind.READ,
                        answer.told(),
                        "Check base_url and path, or pass over it with a rule: status_code = " + status
                                + ", action = \"ignore\"");
            default -> Fault.lasting(FailureKind.READ, answer.told(), "Check the path, params and body of the request");
        };
    }

    private Optional<Duration> wait(Received answer) {
        return told.of(answer.headers(), clock.instant());
    }

    private void checkForm(Received answer) throws Fault {
        String type = answer.headers().firstValue("Content-Type").orElse("without a content type");
        int first = firstCharacter(answer.body());
        if (first == '<') {
            throw Fault.lasting(
                    FailureKind.READ,
                    answer.told() + " (" + type + "), a page for people where " + form + " was expected",
                    "Check base_url and path, or whether a login or a proxy stands before the API");
        }
        if (form == BodyForm.CSV) {
            return;
        }
        if (first < 0 && form == BodyForm.JSON) {
            throw Fault.passing(
                    FailureKind.READ,
                    "the API answered " + answer.status() + " with an empty body",
                    "Pass over it with a rule, or try again later",
                    Optional.empty());
        }
        if (first >= 0 && "{[\"-tfn0123456789".indexOf(first) < 0) {
            throw Fault.lasting(
                    FailureKind.READ,
                    answer.told() + " (" + type + "), which is no " + form,
                    "Check path and params, or set the format of the body");
        }
    }

    /** The first letter that is no space; -1 where there is none. */
    private static int firstCharacter(Body body) throws Fault {
        try (Reader letters = new BufferedReader(new InputStreamReader(body.open(), StandardCharsets.UTF_8), 64)) {
            int letter = letters.read();
            while (letter == BYTE_ORDER_MARK || Character.isWhitespace(letter)) {
                letter = letters.read();
            }
            return letter;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static boolean fits(Rule rule, Body body) throws Fault {
        try {
            return (rule.content().isEmpty() || contains(body, rule.content().get()))
                    && (rule.field().isEmpty() || equals(body, rule.field().get()));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static boolean contains(Body body, String text) throws IOException {
        try (Reader letters = new BufferedReader(new InputStreamReader(body.open(), StandardCharsets.UTF_8))) {
            StringBuilder window = new StringBuilder();
            char[] stretch = new char[16 * 1024];
            for (int count = letters.read(stretch); count >= 0; count = letters.read(stretch)) {
                window.append(stretch, 0, count);
                if (window.indexOf(text) >= 0) {
                    return true;
                }
                window.delete(0, Math.max(0, window.length() - text.length()));
            }
            return false;
        }
    }

    private static boolean equals(Body body, Rule.Field field) throws IOException {
        try (InputStream bytes = body.open();
                JsonParser parser = Json.FACTORY.createParser(bytes)) {
            return BodyPath.of(field.path())
                    .first(parser)
                    .filter(value -> value.isValueNode() && value.asText().equals(field.equal()))
                    .isPresent();
        } catch (JsonProcessingException noJson) {
            return false;
        }
    }

    private static Fault unreadable(IOException e) {
        return Fault.lasting(
                FailureKind.READ, "its temporary file cannot be read (" + e.getMessage() + ")", "Check the disk");
    }
}
