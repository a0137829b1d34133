package dev.ingest.source.rest.declared;

import dev.ingest.config.DurationText;
import dev.ingest.source.rest.endpoint.Budget;
import dev.ingest.source.rest.endpoint.Limits;
import dev.ingest.source.rest.endpoint.Retries;
import dev.ingest.source.rest.endpoint.Traffic;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how an API is to be treated: timeouts, retries, budgets; dlt's names where it has them. */
final class MannersReader {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([kmg]?)i?b?");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})\\s*(?:/\\s*(\\d*\\s*(?:ms|[smhd])))?");

    private MannersReader() {}

    static Limits limits(Declaration keys) {
        return new Limits(
                keys.positive("connect_timeout", Limits.STANDARD.connect()),
                keys.positive("request_timeout", Limits.STANDARD.read()),
                keys.text("max_response_size").map(text -> size(keys, text)).orElse(Limits.STANDARD.responseBytes()));
    }

    static Retries retries(Declaration keys) {
        return new Retries(
                keys.whole("request_max_attempts", 1)
                        .map(count -> (int) Math.min(count, 1000))
                        .orElse(Retries.STANDARD.attempts()),
                keys.duration("retry_for", Retries.STANDARD.within()),
                keys.positive("request_backoff_factor", Retries.STANDARD.firstDelay()),
                keys.positive("request_max_retry_delay", Retries.STANDARD.longestDelay()),
                keys.duration("longest_wait", Retries.STANDARD.longestWait()),
                keys.text("wait_header"));
    }

    static Traffic traffic(Declaration keys) {
        List<Budget> budgets = new ArrayList<>();
        keys.text("rate").flatMap(text -> budget(keys, "*", text)).ifPresent(budgets::add);
        for (Declaration budget : keys.sections("budgets")) {
            budget(budget, budget.text("path", "*"), budget.required("rate")).ifPresent(budgets::add);
        }
        int concurrency = keys.whole("concurrency", 1)
                .map(count -> (int) Math.min(count, 1000))
                .orElse(Traffic.STANDARD.concurrency());
        return new Traffic(concurrency, budgets);
    }

    /** Origins besides the API's own that its links may lead to. */
    static List<URI> otherOrigins(Declaration keys) {
        List<URI> origins = new ArrayList<>();
        for (String text : keys.texts("other_origins")) {
            if (text.matches("(?i)https?://[^/?#\\s]+/?")) {
                origins.add(URI.create(text));
            } else {
                keys.fault("other_origins", "are to be as https://files.example.com, not '" + text + "'");
            }
        }
        return origins;
    }

    private static long size(Declaration keys, String text) {
        Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!size.matches() || Long.parseLong(size.group(1)) == 0) {
            keys.fault("max_response_size", "is to be a size, as 500MB or 2GB, not '" + text + "'");
            return Limits.STANDARD.responseBytes();
        }
        int thousands = "kmg".indexOf(size.group(2)) + (size.group(2).isEmpty() ? 0 : 1);
        return Long.parseLong(size.group(1)) << (10 * thousands);
    }

    private static Optional<Budget> budget(Declaration keys, String path, String text) {
        Matcher rate = RATE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (rate.matches() && Long.parseLong(rate.group(1)) > 0) {
            String unit = rate.group(2) == null ? "1s" : rate.group(2).replace(" ", "");
            Duration per = DurationText.parse(Character.isDigit(unit.charAt(0)) ? unit : "1" + unit);
            if (!per.isZero()) {
                return Optional.of(new Budget(path, Long.parseLong(rate.group(1)), per));
            }
        }
        keys.fault("rate", "is to be a number of requests, as 10/s, 300/m or 5000/h, not '" + text + "'");
        return Optional.empty();
    }
}
