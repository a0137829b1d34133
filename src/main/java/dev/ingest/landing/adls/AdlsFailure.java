package dev.ingest.landing.adls;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.azurebfs.contracts.exceptions.AbfsRestOperationException;

/** What the storage service's answers mean to the person who has to act on them. */
final class AdlsFailure {
    private static final Pattern CODE = Pattern.compile("rId: [^,]*, (\\w+)");
    private static final Pattern NO_STATUS = Pattern.compile("^Status code: -1 error code: null error message: ");
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final AdlsLocation location;
    private final AdlsIdentity identity;

    AdlsFailure(AdlsLocation location, AdlsIdentity identity) {
        this.location = location;
        this.identity = identity;
    }

    /** {@code verb} and {@code path} complete "Cannot"; the path is empty when the store as a whole fails. */
    IngestException explain(String verb, String path, Exception cause) {
        String subject = "Cannot " + verb + " " + location.url() + (path.isEmpty() ? "" : "/" + path) + ": ";
        return lapsed(cause)
                .orElseGet(() -> answer(cause)
                        .map(answer -> answered(subject, answer, cause))
                        .orElseGet(() -> unanswered(subject, cause)));
    }

    /** For answers without a code: those to HEAD requests say 404 and no more. */
    IngestException noContainer(String verb, Exception cause) {
        return noContainerAt("Cannot " + verb + " " + location.url() + ": ", cause);
    }

    /** A name that would become another one on its way. */
    IngestException unnameable(String path) {
        return new IngestException(
                FailureKind.LAND,
                "Cannot name the file " + path + " in " + location.url() + ": a part of it ends with a dot, or holds a"
                        + " backslash. Leave the table out, or rename it in a view of the source.");
    }

    /** Whether the service says that the container holds no such path. */
    static boolean isAbsent(Exception cause) {
        return answer(cause)
                .map(answer -> answer.getStatusCode() == NOT_FOUND && !isContainerMissing(answer))
                .orElse(cause instanceof FileNotFoundException);
    }

    /** Whether the service says that the path exists, or that another request changes it at this moment. */
    static boolean isPresent(Exception cause) {
        return answer(cause)
                .filter(answer -> isConflict(answer)
                        && AdlsConflict.of(code(answer))
                                .filter(conflict -> conflict != AdlsConflict.IN_FLUX)
                                .isEmpty())
                .isPresent();
    }

    private static boolean isConflict(AbfsRestOperationException answer) {
        return answer.getStatusCode() == CONFLICT || answer.getStatusCode() == PRECONDITION_FAILED;
    }

    /** Whether the service, which accepts the login, knows no such request: one for a namespace of the other kind. */
    static boolean isMisaddressed(Exception cause) {
        return answer(cause)
                .filter(answer -> answer.getStatusCode() == BAD_REQUEST && !isRefused(answer))
                .isPresent();
    }

    /** Whether a listing could not be read to its end. ABFS has no kind of its own for that. */
    static boolean isBrokenListing(Exception cause) {
        return String.valueOf(cause.getMessage()).contains("List Response Failed");
    }

    private IngestException answered(String subject, AbfsRestOperationException answer, Exception cause) {
        int status = answer.getStatusCode();
        String code = code(answer);
        if (isRefused(answer)) {
            return connect(
                    subject + "the storage account " + location.account() + " refuses the login (" + code
                            + "). Check " + identity.advice()
                            + "; and the account's firewall, which answers so too (Networking in the portal).",
                    cause);
        }
        if (isContainerMissing(answer)) {
            return noContainerAt(subject, cause);
        }
        if (status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
            return passing(
                    FailureKind.LAND,
                    subject + "the storage service is busy or failing (" + status + " " + code
                            + ") and stayed so while the request was repeated. Run again later, with fewer jobs at once.",
                    cause);
        }
        if (isConflict(answer)) {
            return AdlsConflict.of(code)
                    .map(conflict -> new IngestException(
                            FailureKind.LAND,
                            conflict.outlook,
                            subject + conflict.why + " (" + code + "). " + conflict.wayOut + ".",
                            cause))
                    .orElseGet(() -> land(
                            subject + "it exists (" + code + "). Move it away, or run again for another load id.",
                            cause));
        }
        if (status == NOT_FOUND) {
            return land(subject + "it does not exist. Look whether something else deletes files in the lake.", cause);
        }
        return status > 0
                ? land(
                        subject + "the storage service answers " + status + " " + code
                                + ". Look the code up, then run again.",
                        cause)
                : unanswered(subject, cause);
    }

    private IngestException noContainerAt(String subject, Exception cause) {
        return connect(
                subject + "the container " + location.container() + " does not exist. Create it: az storage container"
                        + " create --name " + location.container() + " --account-name " + location.account() + ".",
                cause);
    }

    private IngestException unanswered(String subject, Exception cause) {
        if (has(cause, FileAlreadyExistsException.class)) {
            return land(subject + "it exists. Move it away, or run again for another load id.", cause);
        }
        if (has(cause, UnknownHostException.class)) {
            return connect(
                    subject + "there is no host " + location.host()
                            + ". Check azure_storage_account_name and the network's name service.",
                    cause);
        }
        if (Greeting.isTls(cause)) {
            return connect(
                    subject + location.authority()
                            + " speaks TLS where plain HTTP is expected. Correct azure_account_host: write https:// for"
                            + " http://.",
                    cause);
        }
        if (Greeting.isPlain(cause)) {
            return connect(
                    subject + location.authority()
                            + " answers in plain HTTP where TLS is expected. Correct azure_account_host (http:// in front of it"
                            + " means plain HTTP), or let the service speak TLS.",
                    cause);
        }
        if (has(cause, CertificateException.class)) {
            return connect(
                    subject + "the certificate of " + location.host()
                            + " is not trusted. Give Java the trust store of your network: -Djavax.net.ssl.trustStore=….",
                    cause);
        }
        Optional<String> proxy = Greeting.proxyStatus(cause);
        if (proxy.isPresent()) {
            return connect(
                    subject
                            + (proxy.get().equals("407")
                                    ? "the proxy asks for a login (407). Write it as"
                                            + " HTTPS_PROXY=http://user:password@host:port."
                                    : "the proxy does not lead to " + location.authority() + " (" + proxy.get()
                                            + "). Have it allowed, or name it in NO_PROXY."),
                    cause);
        }
        if (has(cause, ConnectException.class)
                || has(cause, NoRouteToHostException.class)
                || has(cause, SocketTimeoutException.class)) {
            return passing(
                    FailureKind.CONNECT,
                    subject + location.authority()
                            + " does not answer. Check the network and its proxy (HTTPS_PROXY, NO_PROXY).",
                    cause);
        }
        if (has(cause, FileNotFoundException.class)) {
            return land(subject + "it does not exist. Look whether something else deletes files in the lake.", cause);
        }
        return passing(
                FailureKind.LAND,
                subject + said(cause) + ". Look at the network and the account, then run again.",
                cause);
    }

    private static boolean isContainerMissing(AbfsRestOperationException answer) {
        String said = code(answer) + " " + answer.getMessage();
        return answer.getStatusCode() == NOT_FOUND
                && (said.contains("FilesystemNotFound")
                        || said.contains("ContainerNotFound")
                        || said.contains("The specified container does not exist")
                        || said.contains("The specified filesystem does not exist"));
    }

    private static Optional<AbfsRestOperationException> answer(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof AbfsRestOperationException answer && answer.getStatusCode() > 0) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    /** ABFS knows some codes as an enum; of the others its message tells. */
    private static String code(AbfsRestOperationException answer) {
        String known =
                answer.getErrorCode() == null ? null : answer.getErrorCode().getErrorCode();
        if (known != null && !known.isEmpty()) {
            return known;
        }
        Matcher told = CODE.matcher(String.valueOf(answer.getMessage()));
        return told.find() ? told.group(1) : "no code";
    }

    /** ABFS drops what kept the login from being renewed, so that is asked for once more. */
    private Optional<IngestException> lapsed(Exception cause) {
        if (identity instanceof AdlsIdentity.Token token
                && String.valueOf(cause.getMessage()).contains("getAccessToken threw")) {
            try {
                token.tokens().token(AdlsIdentity.Token.SCOPE);
            } catch (IngestException why) {
                return Optional.of(why);
            }
        }
        return Optional.empty();
    }

    private static boolean isRefused(AbfsRestOperationException answer) {
        return answer.getStatusCode() == UNAUTHORIZED
                || answer.getStatusCode() == FORBIDDEN
                || code(answer).equals("InvalidAuthenticationInfo");
    }

    private static boolean has(Throwable cause, Class<? extends Throwable> type) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    /** The first line without what ABFS puts before it; it adds the request's address and headers below. */
    private static String said(Exception cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : NO_STATUS
                        .matcher(message.strip().lines().findFirst().orElseThrow())
                        .replaceFirst("")
                        .replaceFirst("[. ]+$", "");
    }

    private static IngestException land(String message, Exception cause) {
        return new IngestException(FailureKind.LAND, message, cause);
    }

    private static IngestException passing(FailureKind kind, String message, Exception cause) {
        return new IngestException(kind, Outlook.PASSES, message, cause);
    }

    private static IngestException connect(String message, Exception cause) {
        return new IngestException(FailureKind.CONNECT, message, cause);
    }
}
