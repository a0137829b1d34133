package dev.ingest.source.rest.body;

import java.io.IOException;
import java.io.InputStream;

/**
 * Tells whether JSON was cut off: it counts brackets outside of texts, which is a small part of the work of reading them. One
 * value or many in a row.
 */
public final class JsonEnd {
    private long open;
    private boolean inText;
    private boolean escaped;

    private JsonEnd() {}

    /** Whether all that was opened in {@code body} is closed in it. */
    public static boolean isReached(Body body) throws IOException {
        JsonEnd end = new JsonEnd();
        byte[] stretch = new byte[16 * 1024];
        try (InputStream bytes = body.open()) {
            for (int count = bytes.read(stretch); count >= 0; count = bytes.read(stretch)) {
                end.pass(stretch, count);
            }
        }
        return end.open <= 0 && !end.inText;
    }

    private void pass(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            byte letter = bytes[i];
            if (inText) {
                if (escaped) {
                    escaped = false;
                } else if (letter == '\\') {
                    escaped = true;
                } else if (letter == '"') {
                    inText = false;
                }
            } else if (letter == '"') {
                inText = true;
            } else if (letter == '{' || letter == '[') {
                open++;
            } else if (letter == '}' || letter == ']') {
                open--;
            }
        }
    }
}
