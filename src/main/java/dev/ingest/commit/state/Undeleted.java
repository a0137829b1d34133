package dev.ingest.commit.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Data files of one load's doing that do not count any more and could not be deleted. */
public record Undeleted(List<String> files) {
    public Undeleted {
        files = List.copyOf(files);
    }

    /** The content of the note. */
    public byte[] json() {
        ObjectNode root = DltJson.object();
        files.forEach(root.withArrayProperty("files")::add);
        return DltJson.bytes(root);
    }

    /** The note in {@code json}; one that does not parse names nothing. */
    public static Undeleted parse(byte[] json) {
        List<String> files = new ArrayList<>();
        DltJson.parse(json).ifPresent(root -> root.path("files").forEach(file -> files.add(file.asText())));
        return new Undeleted(files);
    }
}
