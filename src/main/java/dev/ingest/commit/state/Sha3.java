package dev.ingest.commit.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA3-256 in dlt's two spellings: base64 inside files, lowercase hex in their names. */
final class Sha3 {
    private final MessageDigest digest;

    Sha3() {
        try {
            digest = MessageDigest.getInstance("SHA3-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java 17 has SHA3-256", e);
        }
    }

    Sha3 update(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    String base64() {
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    /** The hex of a hash in base64. */
    static String hex(String base64) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }
}
