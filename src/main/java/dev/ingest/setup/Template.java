package dev.ingest.setup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the program brings along for new homes. */
final class Template {
    private Template() {}

    static byte[] bytes(String name) {
        try (InputStream content = Objects.requireNonNull(Template.class.getResourceAsStream(name), name)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String string(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
