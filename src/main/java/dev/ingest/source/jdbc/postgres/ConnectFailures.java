package dev.ingest.source.jdbc.postgres;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.SqlCauses;
import dev.ingest.source.jdbc.postgres.copy.ServerMessage;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;

/** Turns what the driver says of a failed connection into one line with the way out. */
final class ConnectFailures {
    /** What poolers say with the state of a protocol's violation, for want of another. */
    private static final String POOLER_REFUSES = "(?is).*(no such|auth|password|not allowed|denied|permission).*";

    private final JdbcTarget target;
    private final Duration connectTimeout;
    private final String section;

    private ConnectFailures(JdbcTarget target, Duration connectTimeout) {
        this.target = target;
        this.connectTimeout = connectTimeout;
        this.section = "[" + target.section() + "]";
    }

    /** What an attempt to connect came to, and whether another one may come to more. */
    private record Reason(FailureKind kind, Outlook outlook, String text) {
        static Reason stays(String text) {
            return new Reason(FailureKind.CONNECT, Outlook.STAYS, text);
        }

        static Reason passes(String text) {
            return new Reason(FailureKind.CONNECT, Outlook.PASSES, text);
        }
    }

    static IngestException of(JdbcTarget target, Duration connectTimeout, Throwable failure) {
        if (failure instanceof IngestException known) {
            return known;
        }
        Reason reason = new ConnectFailures(target, connectTimeout).reason(failure);
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
        String state = state(failure);
        return state.startsWith("28")
                || state.equals("3D000")
                || state.equals("42501")
                || state.equals("08004")
                || (isPoolers(failure) && ServerMessage.line(failure).matches(POOLER_REFUSES))
                || SqlCauses.has(failure, CertificateException.class);
    }

    private Reason reason(Throwable failure) {
        String line = ServerMessage.line(failure);
        return switch (state(failure)) {
            case "22023" -> new Reason(FailureKind.CONFIG, Outlook.STAYS, line + ". Correct it in " + section + ".");
            case "28P01" ->
                Reason.stays("the server refuses the password. Correct password or username in " + section + ".");
            case "28000" ->
                Reason.stays(
                        line + ". Ask the administrator for an entry in pg_hba.conf, or correct username and sslmode"
                                + " in " + section + ".");
            case "3D000" ->
                Reason.stays("the server has no database of that name. Correct database in " + section + ".");
            case "42501" ->
                Reason.stays("the user may not connect to it. Ask for GRANT CONNECT ON DATABASE \"" + target.database()
                        + "\" TO \"" + target.user() + "\".");
            case "53300" -> Reason.passes("the server has no connection left. Run fewer jobs or slices at once.");
            case "57P01", "57P02", "57P03" ->
                Reason.passes("the server is starting up or shutting down. Run the job again in a minute.");
            case "08P01" -> protocol(failure, line);
            default -> network(failure, line);
        };
    }

    /** Poolers report all that is wrong with this state; without a server's message, none of PostgreSQL's kind is there. */
    private Reason protocol(Throwable failure, String line) {
        if (isPoolers(failure)) {
            return line.matches(POOLER_REFUSES)
                    ? Reason.stays(line + ". Check username, password and database in " + section + ".")
                    : Reason.passes(line + ". Look at the connection pooler.");
        }
        return Reason.stays("what answers there is no PostgreSQL server"
                + StrangeServer.of(target)
                        .map(" ("::concat)
                        .map(text -> text + ")")
                        .orElse("") + ". Correct host and port in " + section + ".");
    }

    private Reason network(Throwable failure, String line) {
        if (SqlCauses.has(failure, UnknownHostException.class)) {
            return Reason.stays("the host's name is not known. Correct host in " + section + ".");
        }
        if (SqlCauses.has(failure, SocketTimeoutException.class) || isLoginTimeout(failure)) {
            return Reason.passes(
                    "no answer within " + connectTimeout.toSeconds() + " s. Check host, port and firewall.");
        }
        if (SqlCauses.has(failure, ConnectException.class) || SqlCauses.has(failure, NoRouteToHostException.class)) {
            return Reason.passes(
                    "nothing answers there. Check host and port in " + section + ", and whether the server runs.");
        }
        if (SqlCauses.has(failure, EOFException.class) || SqlCauses.has(failure, SocketException.class)) {
            return Reason.passes("the connection was closed (" + line + "). Check whether the server restarts, and the"
                    + " firewall and sslmode.");
        }
        if (SqlCauses.has(failure, SSLException.class) || line.contains("SSL root certificate")) {
            return Reason.stays(tls(failure, line));
        }
        if (line.contains("targetServerType")) {
            return Reason.passes(
                    "no server is of the kind that target_session_attrs asks for. Look which one is primary.");
        }
        if (SqlCauses.has(failure, IOException.class)) {
            return Reason.passes(line + ". Check host, port, firewall and sslmode.");
        }
        return Reason.stays(line + ". Check " + section + " and its sslmode.");
    }

    private String tls(Throwable failure, String line) {
        String query = "[" + target.section() + ".query]";
        if (!SqlCauses.has(failure, CertificateException.class)
                && !line.contains("could not be verified")
                && !line.contains("SSL root certificate")) {
            return "TLS failed (" + line + "). Check sslmode and sslrootcert in " + query + ".";
        }
        return "the server's certificate is not trusted (" + line
                + "). Name the certificate of its authority, a file in PEM"
                + " form, as sslrootcert in " + query
                + ", or write sslrootcert = \"system\" where Java's own trust store"
                + " knows it (-Djavax.net.ssl.trustStore=… names another one, on Windows"
                + " -Djavax.net.ssl.trustStoreType=Windows-ROOT the system's).";
    }

    private static boolean isPoolers(Throwable failure) {
        return state(failure).equals("08P01")
                && SqlCauses.sql(failure)
                        .filter(cause ->
                                cause instanceof PSQLException driver && driver.getServerErrorMessage() != null)
                        .isPresent();
    }

    private static String state(Throwable failure) {
        return SqlCauses.sql(failure).map(SQLException::getSQLState).orElse("");
    }

    /** The driver's own time-out has neither a state of its own nor a cause. */
    private static boolean isLoginTimeout(Throwable failure) {
        Optional<SQLException> driver = SqlCauses.sql(failure);
        return driver.filter(cause -> "08001".equals(cause.getSQLState()) && cause.getCause() == null)
                .filter(cause -> !String.valueOf(cause.getMessage()).contains("targetServerType"))
                .isPresent();
    }
}
