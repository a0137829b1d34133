package dev.ingest.source.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the pages of an endpoint seem to follow each other.
 *
 * @param paginator its section, the values as TOML writes them; empty: the first page decides
 * @param params that go with each request, as TOML writes them
 * @param reason what in the document shows it
 * @param doubt why this may be wrong
 */
record PagingGuess(Map<String, String> paginator, Map<String, String> params, String reason, Optional<String> doubt) {
    private static final Set<String> LIMIT = Set.of(
            "limit",
            "perpage",
            "pagesize",
            "size",
            "count",
            "top",
            "maxresults",
            "maxrecords",
            "take",
            "pagelimit",
            "resultsperpage",
            "itemsperpage");
    private static final Set<String> OFFSET = Set.of("offset", "skip", "startat", "pageoffset", "startindex", "start");
    private static final Set<String> PAGE =
            Set.of("page", "pagenumber", "pageno", "pagenum", "pageindex", "currentpage");
    private static final Set<String> CURSOR = Set.of(
            "cursor",
            "pagetoken",
            "nexttoken",
            "nextpagetoken",
            "nextcursor",
            "continuationtoken",
            "after",
            "pageafter",
            "pagecursor",
            "startingafter",
            "marker",
            "bookmark",
            "scrollid");
    private static final Pattern FROM_ZERO = Pattern.compile(
            "(?i)zero[- ](based|indexed)|0[- ](based|indexed)|(starts?|starting|begins?) (at|from|with) 0\\b");
    private static final Pattern FROM_ONE = Pattern.compile(
            "(?i)one[- ](based|indexed)|1[- ](based|indexed)|(starts?|starting|begins?) (at|from|with) 1\\b");

    /** Guesses by the names of parameters, and by what stands around the records. */
    static PagingGuess of(Operation operation, Envelope envelope, JsonNode record) {
        return new Clues(
                        operation,
                        envelope,
                        record,
                        first(operation, LIMIT),
                        first(operation, OFFSET),
                        first(operation, PAGE),
                        first(operation, CURSOR))
                .guess();
    }

    private static Optional<Parameter> first(Operation operation, Set<String> names) {
        return operation
                .query()
                .filter(parameter -> names.contains(parameter.plain()))
                .findFirst();
    }

    /** What the document shows of pages. */
    private record Clues(
            Operation operation,
            Envelope envelope,
            JsonNode record,
            Optional<Parameter> limit,
            Optional<Parameter> offset,
            Optional<Parameter> page,
            Optional<Parameter> cursor) {

        PagingGuess guess() {
            if (operation.answersHeader("link")) {
                return sure(typed("header_link"), sized(), "the response has a Link header");
            }
            Optional<Envelope.Place> link = envelope.link();
            boolean uri = link.filter(
                            place -> place.schema().path("format").asText().startsWith("uri"))
                    .isPresent();
            if (link.isPresent() && (uri || cursor.isEmpty())) {
                return sure(
                        with(
                                typed("json_link"),
                                "next_url_path",
                                Toml.text(link.get().toString())),
                        sized(),
                        "the response names the next page in " + link.get());
            }
            if (cursor.isPresent()) {
                return byCursor(cursor.get(), envelope.cursor().or(() -> link));
            }
            if (offset.isPresent()
                    && (limit.isPresent() || !offset.get().plain().equals("start"))) {
                return byOffset(offset.get());
            }
            if (page.isPresent()) {
                return byNumber(page.get());
            }
            return unnamed();
        }

        private PagingGuess byCursor(Parameter param, Optional<Envelope.Place> place) {
            Map<String, String> paginator = typed("cursor");
            place.ifPresent(found -> paginator.put("cursor_path", Toml.text(found.toString())));
            boolean byRecord = place.isEmpty()
                    && param.plain().equals("startingafter")
                    && record.path("properties").has("id");
            if (byRecord) {
                paginator.put("last_record_path", Toml.text("id"));
            }
            paginator.put("cursor_param", Toml.text(param.name()));
            envelope.more().ifPresent(more -> paginator.put("has_more_path", Toml.text(more.toString())));
            String reason = "parameter " + param.name()
                    + place.map(found -> ", and the response has " + found)
                            .orElse(byRecord ? ", and records have an id" : "");
            return place.isPresent() || (byRecord && envelope.more().isPresent())
                    ? sure(paginator, sized(), reason)
                    : unsure(
                            paginator,
                            sized(),
                            reason,
                            "which field holds the next " + param.name() + " is not to be seen");
        }

        private PagingGuess byOffset(Parameter param) {
            Map<String, String> paginator = typed("offset");
            String first = param.fallback()
                    .filter(text -> text.matches("\\d{1,9}"))
                    .or(() -> param.number("minimum").map(String::valueOf))
                    .orElse("0");
            if (!first.equals("0")) {
                paginator.put("offset", first);
            }
            paginator.put("offset_param", Toml.text(param.name()));
            limit.ifPresent(size -> limited(paginator, size));
            total(paginator);
            return sure(
                    paginator,
                    Map.of(),
                    "parameter " + param.name()
                            + limit.map(size -> " and " + size.name()).orElse(""));
        }

        private PagingGuess byNumber(Parameter param) {
            Map<String, String> paginator = typed("page_number");
            Optional<String> base = base(param);
            paginator.put("base_page", base.orElse("1"));
            paginator.put("page_param", Toml.text(param.name()));
            limit.ifPresent(size -> limited(paginator, size));
            total(paginator);
            envelope.pages().ifPresent(pages -> paginator.put("total_path", Toml.text(pages.toString())));
            envelope.more().ifPresent(more -> paginator.put("has_more_path", Toml.text(more.toString())));
            String reason = "parameter " + param.name();
            return base.isPresent()
                    ? sure(paginator, Map.of(), reason)
                    : unsure(
                            paginator,
                            Map.of(),
                            reason,
                            "whether the first " + param.name() + " is 0 or 1 is not to be seen");
        }

        private static Optional<String> base(Parameter param) {
            return param.fallback()
                    .filter(text -> text.matches("[01]"))
                    .or(() -> param.number("minimum")
                            .filter(least -> least == 0 || least == 1)
                            .map(String::valueOf))
                    .or(() -> FROM_ZERO.matcher(param.description()).find() ? Optional.of("0") : Optional.empty())
                    .or(() -> FROM_ONE.matcher(param.description()).find() ? Optional.of("1") : Optional.empty());
        }

        private PagingGuess unnamed() {
            if (limit.isPresent()
                    || envelope.more().isPresent()
                    || envelope.cursor().isPresent()) {
                String clue = limit.map(size -> "parameter " + size.name())
                        .or(() -> envelope.more().or(envelope::cursor).map(place -> "the response has " + place))
                        .orElseThrow();
                return unsure(
                        Map.of(), Map.of(), clue, "that there are pages shows, but not how they follow each other");
            }
            return sure(Map.of(), Map.of(), "no sign of pages in the document: the first response decides");
        }

        /** The largest page that the document allows, asked for where the paginator does not. */
        private Map<String, String> sized() {
            Map<String, String> params = new LinkedHashMap<>();
            limit.ifPresent(
                    size -> size.number("maximum").ifPresent(most -> params.put(size.name(), String.valueOf(most))));
            return params;
        }

        /** A total of records, whatever the pages are counted by. */
        private void total(Map<String, String> paginator) {
            envelope.total().ifPresent(total -> {
                paginator.put("total_path", Toml.text(""));
                paginator.put("record_total_path", Toml.text(total.toString()));
            });
        }

        private static void limited(Map<String, String> paginator, Parameter size) {
            size.number("maximum").or(() -> size.number("default")).ifPresent(records -> {
                paginator.put("limit", String.valueOf(records));
                paginator.put("limit_param", Toml.text(size.name()));
            });
        }

        private static Map<String, String> typed(String type) {
            return with(new LinkedHashMap<>(), "type", Toml.text(type));
        }

        private static Map<String, String> with(Map<String, String> paginator, String key, String value) {
            paginator.put(key, value);
            return paginator;
        }

        private static PagingGuess sure(Map<String, String> paginator, Map<String, String> params, String reason) {
            return new PagingGuess(paginator, params, reason, Optional.empty());
        }

        private static PagingGuess unsure(
                Map<String, String> paginator, Map<String, String> params, String reason, String doubt) {
            return new PagingGuess(paginator, params, reason, Optional.of(doubt));
        }
    }

    /** Whether a paginator sends the parameter by itself. */
    static boolean isSent(Parameter parameter) {
        return Stream.of(LIMIT, OFFSET, PAGE, CURSOR).anyMatch(names -> names.contains(parameter.plain()));
    }
}
