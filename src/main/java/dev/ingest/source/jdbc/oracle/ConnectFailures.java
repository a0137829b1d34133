package dev.ingest.source.jdbc.oracle;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.SqlCauses;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Turns what the driver says of a failed connection into one line with the way out. */
final class ConnectFailures {
    /** Refusals of the login itself: a server locks accounts that are refused often. */
    private static final Set<Integer> REFUSED =
            Set.of(1005, 1017, 1045, 28000, 28001, 28002, 28040, 3134, 1031, 1950, 12505, 12514, 18714, 18716, 17443);

    private final JdbcTarget target;
    private final String section;
    private final String query;

    private ConnectFailures(JdbcTarget target) {
        this.target = target;
        this.section = "[" + target.section() + "]";
        this.query = "[" + target.section() + ".query]";
    }

    /** What an attempt to connect came to, and whether another one may come to more. */
    private record Reason(FailureKind kind, Outlook outlook, String text) {
        static Reason stays(String text) {
            return new Reason(FailureKind.CONNECT, Outlook.STAYS, text);
        }

        static Reason passes(String text) {
            return new Reason(FailureKind.CONNECT, Outlook.PASSES, text);
        }

        static Reason config(String text) {
            return new Reason(FailureKind.CONFIG, Outlook.STAYS, text);
        }
    }

    static IngestException of(JdbcTarget target, Throwable failure) {
        if (failure instanceof IngestException known) {
            return known;
        }
        Reason reason = new ConnectFailures(target).reason(failure);
        return new IngestException(
                reason.kind(),
                reason.outlook(),
                "Cannot connect to " + target.place() + " as " + target.user() + ": " + reason.text(),
                failure);
    }

    /**
     * Whether the server, or what is known of it, refused this login for good: whoever connects in the same way again is
     * refused again, and a server may lock an account that is refused often.
     */
    static boolean isFinal(Throwable failure) {
        return REFUSED.contains(OracleError.code(failure)) || SqlCauses.has(failure, CertificateException.class);
    }

    private Reason reason(Throwable failure) {
        String line = OracleError.line(failure);
        return switch (OracleError.code(failure)) {
            case 1005, 1017, 17443 ->
                Reason.stays("the server refuses the password. Correct username or password in " + section
                        + "; both tell upper from lower case.");
            case 28000 ->
                Reason.stays("the account is locked. Ask the administrator for ALTER USER \"" + target.user()
                        + "\" ACCOUNT UNLOCK.");
            case 28001 ->
                Reason.stays("the password has expired. Set a new one with a client of the database, and write it in "
                        + section + ".");
            case 1045 ->
                Reason.stays("the user may not connect. Ask for GRANT CREATE SESSION TO \"" + target.user() + "\".");
            case 12505 -> Reason.stays("the listener knows no SID of that name" + other("sid", "service_name"));
            case 12514 -> Reason.stays("the listener knows no service of that name" + other("service_name", "sid"));
            case 12541 ->
                Reason.passes("nothing answers there. Check host and port in " + section
                        + ", and whether the listener runs.");
            case 17820 ->
                Reason.passes("nothing answers there, or where the listener sends on to. Check host and port in "
                        + section + ", and whether this machine reaches the server that the listener names.");
            case 17868, 12545 -> Reason.stays("the host's name is not known. Correct host in " + section + ".");
            case 12170, 12535, 12606, 18714 -> silent();
            case 12528, 12526, 12527 ->
                Reason.passes(
                        "the database is starting up or restricted (" + line + "). Run the job again in a minute.");
            case 12516, 12519, 12520, 20, 18, 12518 ->
                Reason.passes("the server has no connection left (" + line
                        + "). Run fewer jobs or slices at once, or ask for more processes and sessions.");
            case 1033, 1034, 1089, 1090, 1109, 1219, 27101, 12537, 24964 ->
                Reason.passes(
                        "the database is starting up or shutting down (" + line + "). Run the job again in a minute.");
            case 28040, 3134 ->
                Reason.stays("the server's version or its password versions are not supported by the driver (" + line
                        + "). It reads Oracle 19c and later; on such a server give the user a new password.");
            case 12660, 12650, 12599, 12268, 12269, 12270 ->
                Reason.stays("the server asks for encryption that the connection does not have (" + line
                        + "). Set oracle.net.encryption_client in " + query + ", or protocol = \"tcps\".");
            case 12154, 12261, 12262, 12263, 12504, 17866, 18951, 18952, 17067 ->
                Reason.config("the address is not understood (" + line + "). Correct it in " + section
                        + "; names of tnsnames.ora are not looked up.");
            case 1882 -> Reason.stays("the server does not know this machine's time zone (" + line + "). Report it.");
            case 17056, 17163 ->
                Reason.stays("the driver does not know the database's character set (" + line + "). Report it.");
            default -> network(failure, line);
        };
    }

    private Reason silent() {
        return Reason.passes("no answer within " + target.connectTimeout().toSeconds()
                + " s. Check host, port and firewall, and whether the port speaks TLS (protocol = \"tcps\" in " + query
                + ").");
    }

    private Reason network(Throwable failure, String line) {
        if (SqlCauses.has(failure, UnknownHostException.class)) {
            return Reason.stays("the host's name is not known. Correct host in " + section + ".");
        }
        if (SqlCauses.has(failure, SocketTimeoutException.class) || line.contains("within connect_timeout")) {
            return silent();
        }
        if (SqlCauses.has(failure, ConnectException.class) || SqlCauses.has(failure, NoRouteToHostException.class)) {
            return Reason.passes(
                    "nothing answers there. Check host and port in " + section + ", and whether the listener runs.");
        }
        if (SqlCauses.has(failure, CertificateException.class)) {
            return Reason.stays("the server's certificate is not trusted (" + line
                    + "). Name the folder of a wallet that"
                    + " trusts it as wallet_location in " + query + ", or a key store as javax.net.ssl.trustStore;"
                    + " ssl_server_dn_match = \"false\" leaves the name in it out of account.");
        }
        if (SqlCauses.has(failure, SSLException.class)) {
            return Reason.stays("TLS failed (" + line + "). Check protocol and port in " + query
                    + ": a listener speaks TLS on a port of its own.");
        }
        if (SqlCauses.has(failure, IOException.class)) {
            return Reason.passes("what answers there ended the connection, or is no listener of Oracle (" + line
                    + "). Check host, port and protocol in " + section + ".");
        }
        return Reason.stays(line + ". Check " + section + ".");
    }

    private String other(String here, String there) {
        return ". Correct " + here + " in " + section + ", or write the name as " + there
                + ": they are two kinds of name, and lsnrctl status shows both.";
    }
}
