package dev.ingest.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a secret looks like in messages, and that none of it is seen. */
class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct-horse",
                "p@ss:w/o?r#d%1",
                "a+b & c=d",
                "quote\"and\\slash",
                "apostrophe's",
                "brace}d{",
                "pässwörd-漢字",
                "<tag attr=\"1\">&amp;",
                "tab\tand\nline",
                "(round)!~*"
            })
    void noFormOfAValueIsSeen(String value) {
        assertEquals(Redaction.MASK, new Secret(value).toString());
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        for (String form : List.of(
                value,
                URLEncoder.encode(value, StandardCharsets.UTF_8),
                URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"),
                value.replace("'", "''"),
                value.replace("}", "}}"),
                value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n"),
                Base64.getEncoder().encodeToString(utf8),
                Base64.getUrlEncoder().withoutPadding().encodeToString(utf8))) {
            assertEquals("failed for " + Redaction.MASK + ".", Redaction.of("failed for " + form + "."));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sv=2024-08-04&sp=rl&sig=c2lnbmF0dXJlLTE%3D&se=2027-01-01 | c2lnbmF0dXJlLTE%3D | c2lnbmF0dXJlLTE=",
                "Server=db;UID=reader;PWD={odd;w}}d-2};Encrypt=yes | odd;w}d-2 | odd;w}}d-2",
                "Server=db;User ID=reader;Password=plain-word-3;Encrypt=yes | plain-word-3 | plain-word-3",
                "postgresql://reader:w%40rd-four@db/sales | w%40rd-four | w@rd-four",
                "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5LWZpdmU=;EndpointSuffix=x | a2V5LWZpdmU= | a2V5LWZpdmU="
            })
    void whatIsSecretInAnAddressIsNotSeenAlone(String address, String part, String decoded) {
        assertFalse(new Secret(address).toString().contains(part));
        assertEquals("***", Redaction.of(address));
        assertEquals("refused ***, really", Redaction.of("refused " + part + ", really"));
        assertEquals("refused ***, really", Redaction.of("refused " + decoded + ", really"));
    }

    @Test
    void theLinesOfAKeyAreNotSeenOneByOne() {
        String key =
                "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\nAQEFAASCBKcwggSjAgEAAoIB\n-----END PRIVATE KEY-----";
        assertEquals("***", new Secret(key).toString());
        assertEquals("in line 2: ***", Redaction.of("in line 2: AQEFAASCBKcwggSjAgEAAoIB"));
    }

    @Test
    void ofTwoSecretsThatBeginAlikeTheLongerIsTakenWhole() {
        assertEquals("***", new Secret("begins-alike").toString());
        assertEquals("***", new Secret("begins-alike-and-goes-on").toString());
        assertEquals("***, ***", Redaction.of("begins-alike-and-goes-on, begins-alike"));
    }

    @Test
    void aShortWordIsTakenOutAsAWordAlone() {
        assertEquals("***", new Secret("tiger7").toString());
        assertEquals(
                "***, (***) tiger77 atiger7 ***-***", Redaction.of("tiger7, (tiger7) tiger77 atiger7 tiger7-tiger7"));
    }

    @Test
    void aPasswordThatIsANameOfTheWorkbookDoesNotMaskTheName() {
        assertEquals("***", new Secret("warehouse").toString());
        assertEquals("***.stock: refused", Redaction.of("warehouse.stock: refused"));
        Redaction.spare(List.of("warehouse.stock"));
        assertEquals("warehouse.stock: refused", Redaction.of("warehouse.stock: refused"));
        assertEquals("***", new Secret("warehouse-2").toString());
        assertEquals("***", Redaction.of("warehouse-2"), "what is longer than the name is a secret still");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "abc", "   ", "\n\n\n\n\n"})
    void aValueThatStandsInEveryOtherWordIsNotTakenOut(String value) {
        assertEquals("***", new Secret(value).toString());
        assertEquals("a cab, abcde\n   x", Redaction.of("a cab, abcde\n   x"));
    }
}
