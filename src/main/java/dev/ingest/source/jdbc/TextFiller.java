package dev.ingest.source.jdbc;

import dev.ingest.data.BytesVector;
import dev.ingest.data.Vector;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Texts as UTF-8; what a database keeps in UTF-16 may hold half a character, of which Java would make a question mark. */
public final class TextFiller implements ColumnFiller {
    private final ColumnLimits limits;

    public TextFiller(ColumnLimits limits) {
        this.limits = limits;
    }

    @Override
    public void fill(ResultSet row, int at, Vector vector) throws SQLException {
        String value = row.getString(at);
        if (value == null) {
            vector.appendNull();
            return;
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        // Of ASCII there are as many bytes as characters; half a character becomes one byte too.
        int half = utf8.length == value.length() && isAscii(value) ? -1 : half(value);
        if (half < 0) {
            ((BytesVector) vector).append(utf8, 0, utf8.length);
        } else {
            limits.halfCharacter(vector, half);
        }
    }

    private static boolean isAscii(String value) {
        int seen = 0;
        for (int i = 0; i < value.length(); i++) {
            seen |= value.charAt(i);
        }
        return seen < 0x80;
    }

    /** Where the first surrogate stands that has no other half; -1: nowhere. */
    private static int half(String value) {
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean pair = Character.isHighSurrogate(unit)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!pair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
