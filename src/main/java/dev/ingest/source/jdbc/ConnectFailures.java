package dev.ingest.source.jdbc;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Turns what the driver says of a failed connection into one line with the way out. */
final class ConnectFailures {
    private ConnectFailures() {}

    static IngestException of(JdbcTarget target, Throwable failure) {
        if (failure instanceof IngestException known) {
            return known;
        }
        String place = target.place() + " as " + target.username();
        boolean parameter =
                Causes.sql(failure).map(SQLException::getSQLState).orElse("").equals("22023");
        return new IngestException(
                parameter ? FailureKind.CONFIG : FailureKind.CONNECT,
                "Cannot connect to " + place + ": " + reason(target, failure),
                failure);
    }

    private static String reason(JdbcTarget target, Throwable failure) {
        Optional<SQLException> driver = Causes.sql(failure);
        String state = driver.map(SQLException::getSQLState).orElse("");
        String section = "[" + target.section() + "]";
        return switch (state) {
            case "28P01" -> "the server refuses the password. Correct password or username in " + section + ".";
            case "28000" ->
                Causes.line(failure)
                        + ". Ask the administrator for an entry in pg_hba.conf, or correct username and sslmode in "
                        + section + ".";
            case "3D000" -> "the server has no database of that name. Correct database in " + section + ".";
            case "42501" ->
                "the user may not connect to it. Ask for GRANT CONNECT ON DATABASE \"" + target.database() + "\" TO \""
                        + target.username() + "\".";
            case "53300" -> "the server has no connection left. Run fewer jobs or slices at once.";
            case "57P03" -> "the server is starting up or shutting down. Run the job again in a minute.";
            default -> network(target, failure, section);
        };
    }

    private static String network(JdbcTarget target, Throwable failure, String section) {
        if (Causes.has(failure, UnknownHostException.class)) {
            return "the host's name is not known. Correct host in " + section + ".";
        }
        if (Causes.has(failure, SSLException.class)) {
            return "TLS failed (" + Causes.line(failure) + "). Check sslmode and sslrootcert in " + section + ".";
        }
        if (Causes.has(failure, SocketTimeoutException.class) || isLoginTimeout(failure)) {
            return "no answer within " + target.connectTimeout().toSeconds() + " s. Check host, port and firewall.";
        }
        if (Causes.has(failure, ConnectException.class) || Causes.has(failure, NoRouteToHostException.class)) {
            return "nothing answers there. Check host and port in " + section + ", and whether the server runs.";
        }
        if (Causes.has(failure, IOException.class)) {
            return Causes.line(failure) + ". Check host, port, firewall and sslmode.";
        }
        return Causes.line(failure) + ". Check " + section + " and its sslmode.";
    }

    /** The driver's own time-out has neither a state of its own nor a cause. */
    private static boolean isLoginTimeout(Throwable failure) {
        return Causes.sql(failure)
                .filter(driver -> "08001".equals(driver.getSQLState()) && driver.getCause() == null)
                .filter(driver -> !String.valueOf(driver.getMessage()).contains("targetServerType"))
                .isPresent();
    }
}
