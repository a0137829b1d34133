package dev.ingest.source.jdbc.oracle.read;

import dev.ingest.source.jdbc.SqlCauses;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failure of the driver or the server says of itself. */
public final class OracleError {
    private static final Pattern NUMBERED = Pattern.compile("(?:ORA|TNS)-(\\d{3,5})");
    /** Says in which function something failed, not what. */
    private static final int IN_A_FUNCTION = 6_512;

    private static final int NO_SUCH_VIEW = 942;
    private static final int NO_RIGHT = 1031;

    private OracleError() {}

    /** The number that the documentation knows it by; 0 for none. */
    public static int code(Throwable failure) {
        int code = SqlCauses.sql(failure).map(SQLException::getErrorCode).orElse(0);
        if (code != 0 && code != IN_A_FUNCTION) {
            return code;
        }
        Matcher numbered = NUMBERED.matcher(line(failure));
        return numbered.find() ? Integer.parseInt(numbered.group(1)) : code;
    }

    /** Whether what was asked for does not exist, or not for this user. */
    public static boolean isUnseen(Throwable failure) {
        int code = code(failure);
        return code == NO_SUCH_VIEW || code == NO_RIGHT;
    }

    /** Its first line, without a full stop. */
    public static String line(Throwable failure) {
        return SqlCauses.line(failure).replaceAll("\\s*\\(CONNECTION_ID=[^)]*\\)", "");
    }
}
