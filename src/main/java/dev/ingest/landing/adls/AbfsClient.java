package dev.ingest.landing.adls;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.azurebfs.AzureBlobFileSystem;
import org.apache.hadoop.fs.azurebfs.SecureAzureBlobFileSystem;
import org.apache.hadoop.security.UserGroupInformation;

/** Opens ABFS's file system as an object of ours: not from Hadoop's cache, which would add a shutdown hook. */
final class AbfsClient {
    /** How often an account whose namespace was taken for what it is not is opened. */
    static final int ATTEMPTS = 3;

    private AbfsClient() {}

    /**
     * ABFS asks the service whether the namespace is hierarchical, which a flat one denies with 400, and takes any other
     * refusal, 429 too, for a yes; then the look at the root is what is answered 400. What it took for true it keeps, so
     * only another file system asks again.
     */
    static FileSystem open(AdlsLocation location, AdlsIdentity identity, Map<String, String> more) throws IOException {
        identity.check(Instant.now());
        if (identity instanceof AdlsIdentity.Token token) {
            logIn(location, token);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return openOnce(location, identity, AbfsSettings.of(location, identity, more));
            } catch (IOException e) {
                if (attempt == ATTEMPTS || !AdlsFailure.isMisaddressed(e)) {
                    throw e;
                }
            }
        }
    }

    /** A login that fails is said as that, not as what ABFS makes of it. */
    private static void logIn(AdlsLocation location, AdlsIdentity.Token identity) {
        if (location.transport() == AdlsLocation.Transport.PLAIN) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot log in to " + location.url()
                            + " by an identity: azure_account_host says http://, and a token is"
                            + " not sent in plain HTTP. Write https://, or set azure_storage_account_key.");
        }
        identity.tokens().token(AdlsIdentity.Token.SCOPE);
    }

    private static FileSystem openOnce(AdlsLocation location, AdlsIdentity identity, Configuration configuration)
            throws IOException {
        boolean secure = configuration.getBoolean("fs.azure.always.use.https", true);
        if (secure == (location.transport() == AdlsLocation.Transport.TLS)) {
            Greeting.of(location);
        }
        // Keeps Hadoop from asking the operating system who runs this: it fails for users without a name, in
        // containers.
        UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser("ingest"));
        FileSystem files = secure ? new SecureAzureBlobFileSystem() : new AzureBlobFileSystem();
        try {
            files.initialize(
                    URI.create((secure ? "abfss://" : "abfs://") + location.container() + "@" + location.host() + "/"),
                    configuration);
            look(files, location, identity);
        } catch (IOException | RuntimeException e) {
            closeAfter(files, e);
            throw e;
        }
        return files;
    }

    /** A wrong login or an absent container shows here, before a job begins: the root is there when its container is. */
    private static void look(FileSystem files, AdlsLocation location, AdlsIdentity identity) throws IOException {
        if (!(identity instanceof AdlsIdentity.SharedAccess)) {
            files.getFileStatus(new Path("/"));
            return;
        }
        try {
            // Signatures do not reach a container's own properties, and ABFS sends none with that request.
            files.listStatusIterator(new Path("/" + location.prefix())).hasNext();
        } catch (IOException e) {
            if (!AdlsFailure.isAbsent(e)) {
                throw e;
            }
        }
    }

    /** A failed initialization leaves threads that keep the JVM alive. */
    private static void closeAfter(FileSystem files, Exception failure) {
        try {
            files.close();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
