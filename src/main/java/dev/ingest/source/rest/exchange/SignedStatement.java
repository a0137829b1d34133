package dev.ingest.source.rest.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import dev.ingest.source.rest.endpoint.Grant;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** A JSON Web Token (RFC 7519) that says who asks. */
final class SignedStatement {
    /** Authorization servers refuse statements that live longer than an hour. */
    private static final long LIFE_SECONDS = 300;

    private static final String OLD_RSA = "-----BEGIN RSA PRIVATE KEY-----";
    /** AlgorithmIdentifier of rsaEncryption with its version before it (RFC 5208). */
    private static final byte[] RSA_HEADER = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private SignedStatement() {}

    static Secret of(Grant.JwtBearer grant, Secret key, Instant now) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("alg", grant.signing().name());
        header.put("typ", "JWT");
        grant.keyId().ifPresent(id -> header.put("kid", id));
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        grant.claims().forEach(claims::put);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + LIFE_SECONDS);
        claims.put("jti", UUID.randomUUID().toString());
        String statement = encoded(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.toString().getBytes(StandardCharsets.UTF_8));
        return new Secret(statement + "." + encoded(signature(grant, key, statement)));
    }

    private static byte[] signature(Grant.JwtBearer grant, Secret key, String statement) {
        boolean rsa = grant.signing() == Grant.Signing.RS256;
        try {
            Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signature.initSign(privateKey(key.reveal().replace("\\n", "\n"), rsa ? "RSA" : "EC"));
            signature.update(statement.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause may quote the key.
            throw new IngestException(
                    FailureKind.SECRET,
                    "Cannot sign the login: " + grant.privateKey() + " is no private key for " + grant.signing()
                            + ". Write it as PEM without a passphrase (openssl pkcs8 -topk8 -nocrypt).");
        }
    }

    private static PrivateKey privateKey(String pem, String algorithm) throws GeneralSecurityException {
        String text = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        byte[] der = Base64.getDecoder().decode(text);
        byte[] key = pem.contains(OLD_RSA) ? wrapped(der) : der;
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
    }

    private static byte[] wrapped(byte[] rsaKey) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(RSA_HEADER);
        inner.writeBytes(tagged(0x04, rsaKey));
        return tagged(0x30, inner.toByteArray());
    }

    /** DER with the length in two bytes. */
    private static byte[] tagged(int tag, byte[] content) {
        return ByteBuffer.allocate(4 + content.length)
                .put((byte) tag)
                .put((byte) 0x82)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
