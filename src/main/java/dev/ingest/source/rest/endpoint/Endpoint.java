package dev.ingest.source.rest.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the records of one resource are asked for. Texts may hold expressions in braces.
 *
 * @param name of the resource, as users wrote it
 * @param path below the API's base URL, or a whole URL
 * @param params texts, numbers, flags and lists of these
 * @param body texts, numbers, flags, lists and maps of these
 * @param selector where the records stand in a body, a JSONPath; absent: that is detected
 * @param stopWhen an expression; a page that it holds for is the last one
 * @param repeats the request is sent once for each combination of these
 */
public record Endpoint(
        String name,
        String method,
        String path,
        Map<String, Object> params,
        Map<String, String> headers,
        Optional<Map<String, Object>> body,
        BodyForm form,
        Optional<String> selector,
        PagePlan pages,
        List<Rule> rules,
        Optional<String> stopWhen,
        Repeats repeats,
        Optional<WindowParams> window,
        RecordPlan records) {
    private static final Pattern SECRET = Pattern.compile("secret\\['([^']+)'\\]");

    public Endpoint {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        body = body.map(LinkedHashMap<String, Object>::new).map(Collections::unmodifiableMap);
        rules = List.copyOf(rules);
    }

    /** The same, of which no more than {@code most} pages are asked for. */
    public Endpoint withPages(long most) {
        return new Endpoint(
                name,
                method,
                path,
                params,
                headers,
                body,
                form,
                selector,
                new PagePlan(pages.paging(), pages.bounds().withPages(most)),
                rules,
                stopWhen,
                repeats,
                window,
                records);
    }

    /** The ways to the keys of the secrets that its request names. */
    public List<String> secrets() {
        return SECRET.matcher(path + " " + params + " " + headers + " " + body)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }
}
