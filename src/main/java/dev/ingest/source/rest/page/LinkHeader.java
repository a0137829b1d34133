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
    private static final String PARAM =
            "\\s*;\\s*([^\\s;,=\"]+)(?:\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;,\"]*)))?";
    private static final Pattern PARAMS = Pattern.compile(PARAM);
    private static final Pattern LINK = Pattern.compile("\\s*,?\\s*<([^>]*)>((?:" + PARAM + ")*)");

    private final Map<String, String> links;

    private LinkHeader(Map<String, String> links) {
        this.links = links;
    }

    static LinkHeader of(List<String> headers) {
        Map<String, String> links = new TreeMap<>();
        for (String header : headers) {
            Matcher link = LINK.matcher(header);
            while (link.lookingAt()) {
                String target = link.group(1).strip();
                relations(link.group(2)).forEach(relation -> links.putIfAbsent(relation, target));
                link.region(link.end(), header.length());
            }
        }
        return new LinkHeader(links);
    }

    Optional<String> link(String relation) {
        return Optional.ofNullable(links.get(relation.toLowerCase(Locale.ROOT))).filter(link -> !link.isEmpty());
    }

    private static List<String> relations(String params) {
        Matcher param = PARAMS.matcher(params);
        while (param.find()) {
            if (param.group(1).equalsIgnoreCase("rel")) {
                String names = param.group(2) == null ? String.valueOf(param.group(3)) : param.group(2);
                return List.of(names.strip().toLowerCase(Locale.ROOT).split("\\s+"));
            }
        }
        return List.of();
    }
}
