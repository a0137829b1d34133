package dev.ingest.record.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.record.JsonText;
import dev.ingest.run.check.Checked;
import java.util.List;

/** What {@code ingest check} answers. */
public final class CheckAnswer {
    private CheckAnswer() {}

    /** The answers, in the order given, and what should not pass in silence. */
    public static String of(List<Checked> answers, List<String> warnings) {
        ObjectNode root = JsonText.versioned();
        boolean failed = answers.stream().anyMatch(answer -> answer.outcome() == Checked.Outcome.FAILED);
        root.put("outcome", (failed ? Checked.Outcome.FAILED : Checked.Outcome.OK).name());
        warnings.forEach(root.putArray("warnings")::add);
        ArrayNode all = root.putArray("answers");
        answers.forEach(answer -> {
            ObjectNode node = all.addObject();
            node.put("place", answer.place());
            node.put("outcome", answer.outcome().name());
            node.put("text", answer.told());
            answer.remarks().forEach(node.putArray("remarks")::add);
        });
        return JsonText.document(root);
    }
}
