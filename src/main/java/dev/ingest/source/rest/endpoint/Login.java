package dev.ingest.source.rest.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request that is answered with a token. In its texts {@code {auth.password}} stands for the secret of that key.
 *
 * @param path below the base URL, or a whole URL
 * @param body texts, numbers, flags, lists and maps of these
 */
public record Login(
        String method,
        String path,
        Map<String, String> params,
        Map<String, String> headers,
        Optional<Map<String, Object>> body) {
    private static final Pattern SECRET = Pattern.compile("\\{(?:(auth\\.[\\w.-]+)|secret\\['([^']+)'])}");

    public Login {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        body = body.map(LinkedHashMap<String, Object>::new).map(Collections::unmodifiableMap);
    }

    /** The ways to the keys of the secrets that its texts name. */
    List<String> secrets() {
        return SECRET.matcher(params + " " + headers + " " + body)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .distinct()
                .toList();
    }
}
