package dev.ingest.source.rest.declared;

import dev.ingest.source.rest.endpoint.BodyForm;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.endpoint.RecordPlan;
import dev.ingest.source.rest.endpoint.Repeats;
import dev.ingest.source.rest.endpoint.WindowParams;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the section of a resource. */
final class EndpointReader {
    private static final Pattern RESOURCE =
            Pattern.compile("resources(?:\\.([A-Za-z0-9_]+)|\\[['\"]([^'\"]+)['\"]\\])");
    private static final Pattern STEP = Pattern.compile("(\\d+)\\s*(mo|[smhdwy])");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT");

    private final Declaration declared;
    private final String name;
    private Optional<String> startParam = Optional.empty();
    private Optional<String> initial = Optional.empty();

    EndpointReader(Declaration declared, String name) {
        this.declared = declared;
        this.name = name;
    }

    /** Keys of a resource that may stand in the source's section for all of them. */
    static void knowDefaults(Declaration source) {
        source.knows(List.of("paginator", "response_actions", "params", "data_selector", "method", "format"));
    }

    Endpoint read() {
        declared.knows(List.of("name", "table_name", "write_disposition", "selected", "parallelized"));
        String path = declared.text("path", name);
        Map<String, Object> params = params();
        Map<String, String> headers = declared.map("headers");
        Optional<Map<String, Object>> body =
                declared.tree("json").map(tree -> tree instanceof Map<?, ?> map ? resolved(map) : Map.of());
        Optional<WindowParams> window = window();
        window.flatMap(WindowParams::startParam).ifPresent(param -> params.put(param, end("start")));
        window.flatMap(WindowParams::endParam).ifPresent(param -> params.put(param, end("end")));
        return new Endpoint(
                name,
                declared.choice("method", METHODS),
                path,
                params,
                headers,
                body,
                form(),
                declared.text("data_selector"),
                PagingReader.read(declared).orElseGet(() -> PagingReader.named("auto")),
                RuleReader.read(declared),
                declared.text("stop_when"),
                new Repeats(lists(), parents(path + params + headers + body), step()),
                window,
                records());
    }

    /** An end of the window, or of its piece; left out where it is open. */
    private static String end(String end) {
        return "{step." + end + " ?? incremental." + end + "_value ?? null}";
    }

    private BodyForm form() {
        return BodyForm.valueOf(
                declared.choice("format", List.of("json", "ndjson", "csv")).toUpperCase(Locale.ROOT));
    }

    /** Parameters; those that dlt declares by a section of their own become what they mean. */
    private Map<String, Object> params() {
        Map<String, Object> params = new LinkedHashMap<>();
        declared.section("params")
                .ifPresent(section -> section.keys()
                        .forEach(key -> section.tree(key).ifPresent(value -> {
                            if (value instanceof Map<?, ?> map) {
                                special(key, map).ifPresent(text -> params.put(key, text));
                            } else {
                                params.put(key, value);
                            }
                        })));
        return params;
    }

    private Optional<String> special(String key, Map<?, ?> map) {
        String type = String.valueOf(map.get("type"));
        if (type.equals("incremental")) {
            startParam = Optional.of(key);
            initial = Optional.ofNullable(map.get("initial_value")).map(Object::toString);
            return Optional.empty();
        }
        if (type.equals("resolve")) {
            return Optional.of("{resources." + map.get("resource") + "." + map.get("field") + "}");
        }
        declared.fault("params." + key, "is a section whose type is neither incremental nor resolve");
        return Optional.empty();
    }

    private static Map<String, Object> resolved(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    private Optional<WindowParams> window() {
        Optional<Declaration> section = declared.section("incremental");
        if (section.isEmpty()) {
            return startParam.map(param -> new WindowParams(
                    Optional.of(param), Optional.empty(), Optional.empty(), initial, WindowParams.Order.ANY));
        }
        Declaration incremental = section.get();
        incremental.knows(List.of("cursor_path"));
        if (incremental.has("lag")) {
            incremental.fault("lag", "is set as watermark_lag, in the workbook or beside this section");
        }
        String order = incremental.choice("row_order", List.of("any", "asc", "desc"));
        return Optional.of(new WindowParams(
                incremental.text("start_param").or(() -> startParam),
                incremental.text("end_param"),
                incremental.text("format"),
                incremental.text("initial_value").or(() -> initial),
                switch (order) {
                    case "asc" -> WindowParams.Order.ASCENDING;
                    case "desc" -> WindowParams.Order.DESCENDING;
                    default -> WindowParams.Order.ANY;
                }));
    }

    private Map<String, List<String>> lists() {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        declared.section("for_each")
                .ifPresent(section -> section.keys().forEach(key -> {
                    List<String> values = section.texts(key);
                    if (values.isEmpty()) {
                        section.fault(key, "has no values");
                    }
                    lists.put(key, values);
                }));
        return lists;
    }

    private List<Repeats.Parent> parents(String texts) {
        Set<String> resources = new LinkedHashSet<>();
        Matcher matcher = RESOURCE.matcher(texts);
        while (matcher.find()) {
            resources.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        List<String> included = declared.texts("include_from_parent");
        int group = declared.whole("parent_group", 1).orElse(1L).intValue();
        if (resources.isEmpty() && !included.isEmpty()) {
            declared.fault(
                    "include_from_parent",
                    "needs a parent: name one in path, params, headers or json, as {resources.posts.id}");
        }
        if (resources.contains(name)) {
            declared.fault("path", "names the resource itself as its parent");
        }
        List<Repeats.Parent> parents = new ArrayList<>();
        resources.forEach(resource -> parents.add(
                new Repeats.Parent(resource, parents.size() == resources.size() - 1 ? included : List.of(), group)));
        return parents;
    }

    private Optional<Repeats.Step> step() {
        Optional<String> written = declared.text("step");
        Duration granularity = declared.text("granularity")
                .map(text -> length("granularity", text))
                .map(length -> length.time()
                        .plusDays(LocalDate.EPOCH.plus(length.days()).toEpochDay()))
                .orElse(Duration.ZERO);
        return written.map(text -> length("step", text))
                .map(length -> new Repeats.Step(length.days(), length.time(), granularity));
    }

    private record Length(Period days, Duration time) {}

    private Length length(String key, String text) {
        Matcher matcher = STEP.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()
                || matcher.group(1).matches("0+")
                || matcher.group(1).length() > 6) {
            declared.fault(key, "is a length as 1d, 12h, 1mo, 15m or 1s, not '" + text + "'");
            return new Length(Period.ofDays(1), Duration.ZERO);
        }
        int count = Integer.parseInt(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> new Length(Period.ZERO, Duration.ofSeconds(count));
            case "m" -> new Length(Period.ZERO, Duration.ofMinutes(count));
            case "h" -> new Length(Period.ZERO, Duration.ofHours(count));
            case "d" -> new Length(Period.ofDays(count), Duration.ZERO);
            case "w" -> new Length(Period.ofWeeks(count), Duration.ZERO);
            case "mo" -> new Length(Period.ofMonths(count), Duration.ZERO);
            default -> new Length(Period.ofYears(count), Duration.ZERO);
        };
    }

    private RecordPlan records() {
        return new RecordPlan(
                declared.choice("records", List.of("rows", "body")).equals("body"),
                declared.text("filter"),
                declared.map("computed"),
                declared.flag("empty_ok", false) ? RecordPlan.Absent.EMPTY : RecordPlan.Absent.FAULT);
    }
}
