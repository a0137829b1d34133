package dev.ingest.source.rest.openapi;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.ShownPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;

/** The file of a document: JSON where it begins as JSON does, else YAML. */
final class DocumentFile {
    private static final int MOST_BYTES = 64 << 20;
    /** YAML's library stops at 50 levels, which schemas written in one piece reach. */
    private static final int DEEPEST = 500;

    private DocumentFile() {}

    static JsonNode read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw refused(
                        file, "it has more than " + (MOST_BYTES >> 20) + " MiB. Cut it to the paths that are wanted");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            JsonNode root = mapper(text).readTree(text);
            if (root == null || !root.isObject()) {
                throw refused(file, "it is neither a JSON object nor a YAML mapping. Give it an OpenAPI 3 document");
            }
            return root;
        } catch (NoSuchFileException e) {
            throw refused(file, "there is no such file. Correct --openapi");
        } catch (JsonProcessingException e) {
            throw refused(file, place(e.getLocation()) + firstLine(e.getOriginalMessage()) + ". Mend the document");
        } catch (IOException e) {
            throw refused(file, e.getMessage() + ". It is to be a text file in UTF-8");
        }
    }

    private static ObjectMapper mapper(String text) {
        if (text.stripLeading().startsWith("{")) {
            return new ObjectMapper();
        }
        LoaderOptions bounds = new LoaderOptions();
        bounds.setCodePointLimit(MOST_BYTES);
        bounds.setNestingDepthLimit(DEEPEST);
        return new ObjectMapper(YAMLFactory.builder().loaderOptions(bounds).build());
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ": ";
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private static IngestException refused(Path file, String why) {
        return new IngestException(
                FailureKind.CONFIG, "Cannot read the OpenAPI document " + ShownPath.of(file) + ": " + why + ".");
    }
}
