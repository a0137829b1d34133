package dev.ingest.source.rest.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The links of {@code Link} headers (RFC 8288) by their relation. */
final class LinkHeader {
    private static final Pattern LINK = Pattern.compile("\\s*,?\\s*<(?<target>[^>]*)>(?<params>(?:\\s*;\\s*" + "[^\\s;,=\"]+"
            + "(?:\\s*=\\s*(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s;,\"]*))?)*)");
    private static final Pattern RELATION =
            Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"(?<quoted>[^\"]*)\"|(?<bare>[^\\s;,\"]+))");

    private final Map<String, String> links;

    private LinkHeader(Map<String, String> links) {
        this.links = links;
    }

    static LinkHeader of(List<String> headers) {
        Map<String, String> links = new TreeMap<>();
        for (String header : headers) {
            Matcher link = LINK.matcher(header);
            while (link.lookingAt()) {
                String target = link.group("target").strip();
                relations(link.group("params")).forEach(relation -> links.putIfAbsent(relation, target));
                link.region(link.end(), header.length());
            }
        }
        return new LinkHeader(links);
    }

    Optional<String> link(String relation) {
        return Optional.ofNullable(links.get(relation.toLowerCase(Locale.ROOT))).filter(link -> !link.isEmpty());
    }

    private static List<String> relations(String params) {
        Matcher relation = RELATION.matcher(params);
        if (!relation.find()) {
            return List.of();
        }
        String names = relation.group("quoted") == null ? relation.group("bare") : relation.group("quoted");
        return List.of(names.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    }
}
