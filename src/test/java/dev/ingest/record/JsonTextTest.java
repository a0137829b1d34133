package dev.ingest.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.secret.Secret;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void secretsAreMaskedInTextsAloneWhateverTheyAre() {
        List.of("geheim\"1", "masked_name", "947113").forEach(Secret::new);
        ObjectNode root = JsonText.object();
        root.put("text", "told geheim\"1 and 947113");
        root.put("masked_name", 947113);
        root.putNull("nothing");
        root.putArray("list").add("geheim\"1").addObject().put("deep", "masked_name");
        assertEquals(
                "{\"text\":\"told *** and ***\",\"masked_name\":947113,\"nothing\":null,\"list\":[\"***\",{\"deep\":\"***\"}]}",
                JsonText.line(root));
    }

    @Test
    void theFormIsTheOneOfAnObjectMapper() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = JsonText.object();
        root.put("int", 1).put("long", Long.MIN_VALUE).put("float", 0.1f).put("double", 1e-7);
        root.put("whole", BigInteger.TEN.pow(30)).put("exact", new BigDecimal("1.50"));
        root.put("yes", true).put("text", "\u0000\"\\é/\n").putNull("nothing");
        root.putObject("empty").putArray("list").add(1).addArray().add(false);
        assertEquals(mapper.writeValueAsString(root), JsonText.line(root));
        assertEquals(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n", JsonText.document(root));
    }
}
