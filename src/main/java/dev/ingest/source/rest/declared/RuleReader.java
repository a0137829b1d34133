package dev.ingest.source.rest.declared;

import dev.ingest.source.rest.endpoint.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code rules}, which dlt calls {@code response_actions}: the first that fits an answer counts. */
final class RuleReader {
    static final List<String> ACTIONS = List.of("ignore", "retry", "fail", "login", "end", "restart");
    private static final Pattern CLASS = Pattern.compile("([1-5])[xX][xX]");
    private static final Pattern RANGE = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");

    private RuleReader() {}

    /** The rules of the section {@code declaration}, in their order. */
    static List<Rule> read(Declaration declaration) {
        List<Rule> rules = new ArrayList<>();
        for (String key : List.of("rules", "response_actions")) {
            declaration.sections(key).stream().map(RuleReader::rule).forEach(rules::add);
        }
        return rules;
    }

    private static Rule rule(Declaration keys) {
        List<Rule.Statuses> statuses = new ArrayList<>();
        for (String text : keys.texts("status_code")) {
            statuses.add(statuses(keys, text));
        }
        Optional<String> content = keys.text("content");
        Optional<Rule.Field> field = keys.path("path").map(path -> new Rule.Field(path, keys.required("equals")));
        if (statuses.isEmpty() && content.isEmpty() && field.isEmpty()) {
            keys.fault("status_code", "is missing: a rule fits by status_code, content, or path and equals");
        }
        if (!keys.has("action")) {
            keys.required("action");
        }
        return new Rule(
                statuses,
                content,
                field,
                Rule.Action.valueOf(keys.choice("action", ACTIONS).toUpperCase(Locale.ROOT)),
                keys.text("message"));
    }

    private static Rule.Statuses statuses(Declaration keys, String text) {
        Matcher whole = CLASS.matcher(text.strip());
        if (whole.matches()) {
            int first = 100 * Integer.parseInt(whole.group(1));
            return new Rule.Statuses(first, first + 99);
        }
        Matcher range = RANGE.matcher(text.strip());
        if (range.matches()) {
            int from = Integer.parseInt(range.group(1));
            return new Rule.Statuses(from, range.group(2) == null ? from : Integer.parseInt(range.group(2)));
        }
        keys.fault("status_code", "is to be as 404, 5xx, 500-503 or a list of these, not '" + text + "'");
        return new Rule.Statuses(0, 0);
    }
}
