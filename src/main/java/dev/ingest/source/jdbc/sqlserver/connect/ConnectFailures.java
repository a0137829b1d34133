package dev.ingest.source.jdbc.sqlserver.connect;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.SqlCauses;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Turns what the driver says of a failed connection into one line with the way out. */
final class ConnectFailures {
    /** Refusals of this login: another attempt comes to the same, and many of them lock an account. */
    private static final Set<Integer> FINAL = Set.of(
            4060, 4064, 18450, 18451, 18452, 18456, 18458, 18459, 18461, 18470, 18486, 18487, 18488, 40532, 40615,
            40914, 47073);

    private static final Pattern NAME_IN_CERTIFICATE = Pattern.compile("Name in certificate \"([^\"]*)\"");

    private final JdbcTarget target;
    private final SqlServerProperties properties;
    private final Supplier<Optional<String>> certificate;
    private final String section;

    /** @param certificate tells whose certificate the server shows; asked where it is not trusted */
    ConnectFailures(JdbcTarget target, SqlServerProperties properties, Supplier<Optional<String>> certificate) {
        this.target = target;
        this.properties = properties;
        this.certificate = certificate;
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

    IngestException explain(Throwable failure) {
        if (failure instanceof IngestException known) {
            return known;
        }
        Reason reason = reason(failure);
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
        return FINAL.contains(ServerError.number(failure)) || isUntrusted(failure) || isLocal(SqlCauses.line(failure));
    }

    private Reason reason(Throwable failure) {
        String line = line(failure);
        int number = ServerError.number(failure);
        return switch (number) {
            case 18456 -> Reason.stays(refused(ServerError.state(failure)));
            case 18452, 18459 ->
                Reason.stays("the server does not know the Windows account (" + line + "). Log in as a user of its"
                        + " domain, or set username and password of an SQL login in " + section + ".");
            case 18450, 18451, 18458, 18461 ->
                Reason.stays(line + ". Ask the administrator whether the server takes logins of this kind.");
            case 18470 -> Reason.stays("the account is disabled. Ask the administrator for ALTER LOGIN … ENABLE.");
            case 18486 ->
                Reason.stays("the account is locked. Ask the administrator to unlock it, and correct the password in "
                        + section + " before the next run.");
            case 18487, 18488 ->
                Reason.stays("the password has expired, or must be changed. Change it with another client, and in "
                        + section + ".");
            case 4060, 4064, 40532 ->
                Reason.stays("the database does not exist, or the user may not open it. Correct database in " + section
                        + ", or ask for CREATE USER … FOR LOGIN " + target.user() + ".");
            case 942 -> Reason.stays("the database is offline. Ask the administrator to bring it online.");
            case 927 -> Reason.passes("the database is being restored. Run the job when the restore has ended.");
            case 924 ->
                Reason.passes("the database is in single-user mode and somebody else has it. Run the job later.");
            case 926, 945 ->
                Reason.stays("the database is damaged or lacks files (" + line + "). Tell its administrator.");
            case 40615, 40914 ->
                Reason.stays("the firewall of Azure SQL lets this machine not in (" + line
                        + "). Add its address to the server's firewall rules.");
            case 47073 ->
                Reason.stays("the server refuses connections from public networks. Connect through its private"
                        + " endpoint, or ask the administrator to allow public access.");
            case 17809, 17188 -> Reason.passes("the server has no connection left. Run fewer jobs or slices at once.");
            default ->
                ServerError.isPassing(number)
                        ? Reason.passes("the server is starting, moving or busy (" + line + "; error " + number
                                + "). Run the job again in a minute.")
                        : network(failure, line);
        };
    }

    /** The states of error 18456, as far as servers show them to clients; most show 1 alone. */
    private String refused(int state) {
        String correct = "Correct username or password in " + section + ".";
        return switch (state) {
            case 2, 5 -> "the server knows no login of that name. " + correct;
            case 6 -> "the name is a Windows account's, and the login is one of SQL. " + correct;
            case 7 -> "the account is disabled, or the password is wrong. Ask the administrator.";
            case 11, 12 -> "the login is known and may not connect. Ask the administrator for GRANT CONNECT SQL.";
            case 18 -> "the password must be changed. Change it with another client, and in " + section + ".";
            case 38, 40, 46 -> "the login may not open the database. Correct database in " + section + ".";
            case 58 ->
                "the server takes Windows accounts alone. Ask the administrator for mixed mode, or log in integrated.";
            default -> "the server refuses the login. " + correct;
        };
    }

    private Reason network(Throwable failure, String line) {
        if (line.contains("named instance")) {
            return Reason.passes("the server's browser service does not tell the instance's port (" + line
                    + "). Write the port in " + section + ", which needs no browser service, or check the instance's"
                    + " name and that UDP port 1434 is open.");
        }
        if (isUntrusted(failure)) {
            return Reason.stays(untrusted(failure, line));
        }
        if (isLocal(line)) {
            return Reason.stays(integrated(line));
        }
        if (line.contains("is not configured to support encryption") || line.contains("not configured for SSL")) {
            return Reason.stays("the server has no encryption (" + line
                    + "). Ask the administrator for it; Encrypt = \"no\" in [" + target.section()
                    + ".query] connects without, if you decide so.");
        }
        if (line.contains("requires an encrypted connection")) {
            return Reason.stays("the server takes encrypted connections alone. Remove Encrypt from [" + target.section()
                    + ".query].");
        }
        if (SqlCauses.has(failure, UnknownHostException.class) || line.contains("UnknownHost")) {
            return Reason.stays("the host's name is not known. Correct host in " + section + ".");
        }
        if (SqlCauses.has(failure, SocketTimeoutException.class) || line.matches("(?i).*timed? ?out.*|.*timeout.*")) {
            return Reason.passes("no answer within "
                    + properties.loginTimeout().toSeconds() + " s (connect_timeout; " + DriverVersion.NAMED
                    + "). Check host, port and firewall.");
        }
        if (line.contains("unexpected pre-login response") || line.contains("not a SQL Server")) {
            return Reason.stays("what answers there is no SQL Server. Correct host and port in " + section + ".");
        }
        if (SqlCauses.has(failure, ConnectException.class)
                || SqlCauses.has(failure, NoRouteToHostException.class)
                || line.contains("refused")) {
            return Reason.passes("nothing answers there. Check host and port in " + section
                    + ", whether the server runs, and that it listens by TCP.");
        }
        if (line.contains("did not return a response")
                || line.contains("incomplete response")
                || line.contains("reset")
                || SqlCauses.has(failure, EOFException.class)
                || SqlCauses.has(failure, SocketException.class)) {
            return Reason.passes("the connection was closed (" + line
                    + "). Check whether a SQL Server listens at that port, or restarts.");
        }
        if (line.contains("trustAnchors")) {
            return Reason.stays("the trust store is missing or empty"
                    + properties.trust().map(judged -> " (" + judged + ")").orElse("") + ". Correct trustStore in ["
                    + target.section() + ".query].");
        }
        if (SqlCauses.has(failure, SSLException.class) || line.contains("SSL")) {
            return Reason.stays("TLS failed (" + line + "). Check which versions of TLS the server takes; Java begins"
                    + " with 1.2.");
        }
        return Reason.stays(line + ". Check " + section + ".");
    }

    /** What this machine lacks for a login without a password. */
    private static boolean isLocal(String line) {
        return line.contains("integrated authentication")
                || line.contains("Integrated authentication")
                || line.contains("Kerberos")
                || line.contains("authentication DLL")
                || line.contains("NTLM");
    }

    private String integrated(String line) {
        if (line.contains("NTLM")) {
            return "the login by NTLM failed (" + line + "). Check domain, username and password in " + section + ".";
        }
        return line.contains("not configured for integrated") || line.contains("DLL")
                ? "the driver's library for logins of Windows is missing (" + line
                        + "). Put mssql-jdbc_auth of the driver's version where java.library.path points, set"
                        + " authenticationScheme = \"JavaKerberos\" in [" + target.section()
                        + ".query], or set username and password."
                : "the login by Kerberos failed (" + line
                        + "). Get a ticket with kinit, and check that the server's SPN (MSSQLSvc/…) is registered; or"
                        + " set username and password in " + section + ".";
    }

    private static boolean isUntrusted(Throwable failure) {
        String line = SqlCauses.line(failure);
        return SqlCauses.has(failure, CertificateException.class)
                || line.contains("PKIX")
                || line.contains("server name")
                || line.contains("Server Certificate");
    }

    private String untrusted(Throwable failure, String line) {
        String query = "[" + target.section() + ".query]";
        Matcher named = NAME_IN_CERTIFICATE.matcher(line);
        if (named.find()) {
            return "the server's certificate is not one of " + target.host() + " but of " + named.group(1)
                    + ". Connect by that name, or set HostNameInCertificate in " + query + ".";
        }
        return "the server's certificate"
                + certificate.get().map(shown -> " (" + shown + ")").orElse("") + " is not trusted ("
                + SqlCauses.first(root(failure).orElse(line))
                + properties.trust().map(judged -> "; " + judged).orElse("")
                + "). Import the certificate of its authority into a trust store and name that with trustStore in "
                + query + " (on Windows trustStoreType = \"Windows-ROOT\" is the system's), or set"
                + " TrustServerCertificate = \"yes\" there, if you decide that it need not be checked.";
    }

    /** What the certificate's check came to, which the driver hides behind a sentence of its own. */
    private static Optional<String> root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return Optional.ofNullable(cause.getMessage());
    }

    /** The driver ends its messages with an identifier of the attempt. */
    private static String line(Throwable failure) {
        return SqlCauses.first(SqlCauses.line(failure).replaceFirst(" ?ClientConnectionId:[0-9a-f-]+.*", ""));
    }
}
