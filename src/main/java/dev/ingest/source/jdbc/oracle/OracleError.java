package dev.ingest.source.jdbc.oracle;

import dev.ingest.source.jdbc.SqlCauses;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failure of the driver or the server says of itself. */
final class OracleError {
    private static final Pattern NUMBERED = Pattern.compile("(?:ORA|TNS)-(\\d{3,5})");
    /** Says in which function something failed, not what. */
    private static final int IN_A_FUNCTION = 6_512;

    private OracleError() {}

    /** The number that the documentation knows it by; 0 for none. */
    static int code(Throwable failure) {
        int code = SqlCauses.sql(failure).map(SQLException::getErrorCode).orElse(0);
        if (code != 0 && code != IN_A_FUNCTION) {
            return code;
        }
        Matcher numbered = NUMBERED.matcher(line(failure));
        return numbered.find() ? Integer.parseInt(numbered.group(1)) : code;
    }

    /** Its first line, without a full stop. */
    static String line(Throwable failure) {
        return SqlCauses.line(failure).replaceAll("\\s*\\(CONNECTION_ID=[^)]*\\)", "");
    }
}
