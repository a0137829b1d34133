package dev.ingest.source.rest.declared;

import dev.ingest.config.SecretKeys;
import dev.ingest.source.rest.endpoint.Auth;
import dev.ingest.source.rest.endpoint.Place;
import dev.ingest.source.rest.endpoint.Placement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code headers}; one that is secret by its name becomes a proof of who asks, as plans hold no secrets. */
final class HeaderReader {
    /** Java's client sets these itself. */
    private static final Set<String> REFUSED = Set.of("host", "connection", "content-length", "expect", "upgrade");

    private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization", "cookie");

    private HeaderReader() {}

    /** Headers of a section. */
    record Headers(Map<String, String> plain, List<Auth> secret) {}

    /** @param path of the section below that of the source, with a dot behind it; empty for the source's own */
    static Headers read(Declaration declaration, String path) {
        Map<String, String> plain = new LinkedHashMap<>();
        List<Auth> secret = new ArrayList<>();
        declaration.map("headers").forEach((name, value) -> {
            if (REFUSED.contains(name.toLowerCase(Locale.ROOT))) {
                declaration.fault("headers", "hold " + name + ", which is never sent as written");
            } else if (isSecret(name)) {
                secret.add(new Auth.FixedToken(path + "headers." + name, new Placement(Place.HEADER, name, "")));
            } else {
                plain.put(name, value);
            }
        });
        return new Headers(plain, secret);
    }

    /** Whether the value of a header, parameter or field must not be seen. */
    static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRET.contains(lower)
                || lower.contains("token")
                || lower.contains("secret")
                || lower.contains("apikey")
                || SecretKeys.isSecret(lower.replace('-', '_'));
    }
}
