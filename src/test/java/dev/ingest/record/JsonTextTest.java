package dev.ingest.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.secret.Secret;
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
}
