package dev.ingest.secret.azure;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a token says of whom it was made for; a token that is no JWT says nothing. */
final class TokenClaims {
    private static final Pattern APPLICATION = claim("appid|azp");
    private static final Pattern OBJECT = claim("oid");

    private TokenClaims() {}

    /** {@code application <id>, object <id>}, as much of it as there is. */
    static String of(String token) {
        String claims = claims(token);
        return find(APPLICATION, claims)
                .map(id -> "application " + id
                        + find(OBJECT, claims).map(oid -> ", object " + oid).orElse(""))
                .or(() -> find(OBJECT, claims).map(oid -> "object " + oid))
                .orElse("");
    }

    private static String claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length < 2 ? "" : new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException opaque) {
            return "";
        }
    }

    private static Pattern claim(String names) {
        return Pattern.compile("\"(?:" + names + ")\"\\s*:\\s*\"([0-9A-Za-z-]{1,64})\"");
    }

    private static Optional<String> find(Pattern pattern, String claims) {
        Matcher matcher = pattern.matcher(claims);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
