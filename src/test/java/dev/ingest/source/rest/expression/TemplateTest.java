package dev.ingest.source.rest.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final ObjectNode VALUES = JsonNodeFactory.instance
            .objectNode()
            .put("start_value", "2026-01-27")
            .put("id", 7)
            .put("path", "../a b")
            .putNull("gone");
    private static final Bindings BINDINGS = Bindings.at(Instant.EPOCH).with(Root.INCREMENTAL, VALUES);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | \"plain\"",
                "`` | \"\"",
                "/a/{incremental.id}/b/{incremental.start_value} | \"/a/7/b/2026-01-27\"",
                "{incremental.id} | 7",
                "{incremental.gone} | null",
                "{[1, incremental.id]} | [1,7]",
                "id={incremental.id} | \"id=7\"",
                "{{literal}} {{ }} | \"{literal} { }\"",
                "{{{incremental.id}}} | \"{7}\"",
                "{'}'}{\"}\"} | \"}}\"",
                "{'it\\'s }'} | \"it's }\"",
            })
    void aTextIsFilledInAndAnExpressionAloneKeepsItsType(String template, String expected) {
        assertEquals(expected, Template.compile(template).render(BINDINGS).toString());
    }

    @Test
    void whatIsFilledInIsEscapedAndWhatIsWrittenIsNot() {
        Template path = Template.compile("/a b/{incremental.path}");
        assertEquals("/a b/[../A B]", path.text(BINDINGS, value -> "[" + value.toUpperCase(Locale.ROOT) + "]"));
    }

    @Test
    void aNullNeverBecomesThePathOfARequest() {
        EvaluationException refused = assertThrows(
                EvaluationException.class,
                () -> Template.compile("/posts/{incremental.gone}").render(BINDINGS));
        assertEquals(
                "{incremental.gone}: incremental.gone is null, and there is no default as in incremental.gone ?? 'none'",
                refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a {incremental.id | { is not closed ({{ writes one) at character 3",
                "a } b | } closes nothing (}} writes one) at character 3",
                "/x/{increment.id} | there is no 'increment' here. Did you mean 'incremental'? Known are incremental. It stands at character 5",
                "/x/{} | it ends where a value is expected, at character 5",
            })
    void aFaultIsSaidWithItsPlaceInTheWholeText(String template, String expected) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, () -> Template.compile(template, Set.of(Root.INCREMENTAL)))
                        .getMessage());
    }

    @Test
    void aTemplateTellsWhatItNeeds() {
        assertEquals(
                Set.of(Root.INCREMENTAL, Root.RESOURCES),
                Template.compile("{resources.a.b}-{incremental.id}-{today()}").roots());
        assertTrue(Template.compile("since={today()}").isPure());
        assertFalse(Template.compile("{page.number}").isPure());
    }

    @Test
    void aTreeIsFilledInWithItsTypes() {
        JsonTemplate body = JsonTemplate.compile(
                Map.of("filter", Map.of("ids", List.of("{incremental.id}", 2, 0.5, true, "x{incremental.id}"))),
                Root.all());
        assertEquals(
                "{\"filter\":{\"ids\":[7,2,0.5,true,\"x7\"]}}",
                body.render(BINDINGS).toString());
        assertEquals(Set.of(Root.INCREMENTAL), body.roots());
    }

    @Test
    void aFaultInATreeIsSaidWithTheWayToIt() {
        assertEquals(
                "filter: since: { is not closed ({{ writes one) at character 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> JsonTemplate.compile(Map.of("filter", Map.of("since", "{now()")), Root.all()))
                        .getMessage());
    }

    @Test
    void bindingsAreNotChangedByWhatIsBoundLater() {
        Bindings other = BINDINGS.with(Root.PAGE, IntNode.valueOf(3));
        assertEquals("3", Template.compile("{page}").render(other).toString());
        assertThrows(EvaluationException.class, () -> Template.compile("{page}").render(BINDINGS));
    }
}
