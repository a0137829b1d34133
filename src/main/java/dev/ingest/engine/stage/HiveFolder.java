package dev.ingest.engine.stage;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names of hive-style partition folders: {@code region=EU}, escaped as Hive and Spark do. */
final class HiveFolder {
    static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

    /** The characters that Spark escapes on any system, and those that Windows allows in no file name. */
    private static final String ESCAPED = "\"#%'*/:=?\\{}[]^<>|";
    /** The longest name of a folder that common file systems take. */
    private static final int MAX_NAME_BYTES = 255;

    private HiveFolder() {}

    /** The folder of the rows whose {@code column} reads {@code value}; an empty one has none. */
    static String of(String column, String value) {
        String name = escape(column) + "=" + (value.isEmpty() ? NO_VALUE : escape(value));
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new IngestException(
                    FailureKind.WRITE,
                    "Cannot partition by " + column + ": one of its values is too long for a folder's name ("
                            + value.length() + " characters). Partition by another column.");
        }
        return name;
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Windows drops a dot or a space at the end of a name.
            boolean dropped = i == text.length() - 1 && (c == '.' || c == ' ');
            if (c < ' ' || c == 0x7F || dropped || ESCAPED.indexOf(c) >= 0) {
                escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
