package dev.ingest.source.rest.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.ingest.source.rest.json.Json;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as they are written and as people see them. */
class RequestTest {
    private static final URI BASE = URI.create("https://api.example.com/v1/");

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "orders https://api.example.com/v1/orders",
                "/orders https://api.example.com/v1/orders",
                "orders?a=b https://api.example.com/v1/orders?a=b",
                "'' https://api.example.com/v1/",
                "https://other.example.com/x https://other.example.com/x",
                "'a b/ü' https://api.example.com/v1/a%20b/%C3%BC",
            })
    void pathsAreBelowTheBaseUrl(String path, String expected) {
        assertEquals(expected, Request.below(BASE, path).uri().toString());
    }

    @Test
    void parametersKeepTheirOrderAndAreEscaped() {
        Request request = Request.below(BASE, "orders")
                .withParam("q", "a b&c=ü+*~")
                .withParam("page", "1")
                .andParam("id", "7")
                .andParam("id", "8")
                .withParam("q", "x/y:z");

        assertEquals(
                "https://api.example.com/v1/orders?q=x%2Fy%3Az&page=1&id=7&id=8",
                request.uri().toString());
        assertEquals(
                "a%20b%26c%3D%C3%BC%2B%2A~",
                Request.below(BASE, "o")
                        .withParam("q", "a b&c=ü+*~")
                        .uri()
                        .getRawQuery()
                        .substring(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://api.example.com/n?c=a%2Bb&x=+1&e= https://api.example.com/n?c=a%2Bb&x=+1&e=",
                "/v2/orders?page=2 https://api.example.com/v2/orders?page=2",
                "orders?page=2 https://api.example.com/v1/orders?page=2",
                "?page=2 https://api.example.com/v1/orders?page=2",
                "?q=100% https://api.example.com/v1/orders?q=100%25",
                "//api.example.com/x https://api.example.com/x",
                "'?q=a b|c[0]=ü' https://api.example.com/v1/orders?q=a%20b%7Cc%5B0%5D=%C3%BC",
                "/x#end https://api.example.com/x",
            })
    void linksAreFollowedLetterByLetter(String link, String expected) {
        Request request = Request.below(BASE, "orders").withParam("limit", "5");

        assertEquals(expected, request.following(request.resolved(link)).uri().toString());
    }

    @Test
    void whatIsNoLinkIsSaid() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Request.below(BASE, "orders").resolved("http://"));
    }

    @Test
    void valuesGoIntoTheBody() {
        Request request = Request.below(BASE, "search").withInBody("page.offset", IntNode.valueOf(5));
        Request changed = request.withInBody("page.offset", IntNode.valueOf(10)).withInBody("size", IntNode.valueOf(2));

        assertEquals("{\"page\":{\"offset\":5}}", request.body().orElseThrow().toString());
        assertEquals(
                "{\"page\":{\"offset\":10},\"size\":2}",
                changed.body().orElseThrow().toString());
    }

    @Test
    void peopleSeeNoSecrets() throws Exception {
        new dev.ingest.secret.Secret("hunter2-hunter2");
        Request request = Request.to(
                        URI.create(
                                "https://api.example.com/v1/orders?api_key=abc&X-Amz-Signature=def&nextPageToken=ghi&q=hunter2-hunter2"))
                .withMethod("POST")
                .withBody(Json.TREES.readTree("{\"password\":\"hunter2-hunter2\",\"a\":1}"));

        assertEquals(
                "POST https://api.example.com/v1/orders?api_key=***&X-Amz-Signature=***&nextPageToken=ghi&q=***"
                        + " {\"password\":\"***\",\"a\":1}",
                request.printed());
        assertEquals(List.of("abc"), request.param("api_key").stream().toList());
    }
}
