package dev.ingest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import org.junit.jupiter.api.Test;

/** What a plan looks like on its way; that every plan comes back whole is held by the planner's tests. */
class PlainJsonTest {
    @Test
    void aPlanIsPlainJson() {
        String json = PlainJson.write(Plans.full(Slice.WHOLE));

        assertTrue(
                json.startsWith("{\"key\":{\"dataset\":\"crm\",\"table\":\"orders\"},\"name\":\"crm.orders\""), json);
        assertTrue(json.contains("\"type\":{\"is\":\"DatabaseKind\",\"name\":\"POSTGRESQL\"}"), json);
        assertTrue(json.contains("\"type\":{\"is\":\"Whole\",\"bits\":64}"), json);
        assertTrue(json.contains("\"moment\":\"2026-01-29T00:00Z\""), json);
        assertFalse(json.contains("cursor"), json);
    }

    @Test
    void whatIsNoPlanIsRefusedWithItsPlace() {
        JobPlan plan = Plans.full(Slice.WHOLE);
        String json = PlainJson.write(plan);

        assertEquals(plan, PlainJson.read(json, JobPlan.class));
        assertEquals("the JobPlan is no JSON", refusal("{"));
        assertEquals("$.key is missing, or not what it should be", refusal("{}"));
        assertEquals("$.loadType has no such value: 'SOME'", refusal(json.replace("\"FULL\"", "\"SOME\"")));
        assertEquals(
                "$.reading.columns[0].column.type is no such kind: 'Hole'", refusal(json.replace("Whole", "Hole")));
        assertEquals(
                "$.reading.slices[0].number is missing, or not what it should be",
                refusal(json.replace("\"number\":0", "\"number\":\"0\"")));
    }

    private static String refusal(String json) {
        return assertThrows(IllegalArgumentException.class, () -> PlainJson.read(json, JobPlan.class))
                .getMessage();
    }
}
