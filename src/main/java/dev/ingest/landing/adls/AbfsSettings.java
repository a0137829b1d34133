package dev.ingest.landing.adls;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** How the ABFS client is set: small in memory, exclusive in creation, quiet, and patient for a few minutes. */
final class AbfsSettings {
    /** Bytes of one upload block; each open file holds one, and each upload in flight a second copy. */
    static final int BLOCK = 4 << 20;

    private static final int UPLOADS = 4;
    private static final int RETRIES = 8;

    private AbfsSettings() {}

    /** Hadoop's own default files are not read: they cost start-up time, and a cluster's settings have no say here. */
    static Configuration of(AdlsLocation location, AdlsIdentity identity, Map<String, String> more) {
        Configuration configuration = identity instanceof AdlsIdentity.Token token
                ? new TokenAdaptee.Settings(token.tokens())
                : new Configuration(false);
        Map<String, String> settings = new LinkedHashMap<>();
        addMemory(settings);
        addNetwork(settings);
        addSemantics(settings);
        settings.putAll(identity.settings(location.host()));
        location.endpoint().ifPresent(endpoint -> settings.put("fs.azure.abfs.endpoint", endpoint));
        settings.put("fs.azure.always.use.https", Boolean.toString(location.transport() == AdlsLocation.Transport.TLS));
        settings.putAll(more);
        settings.forEach(configuration::set);
        return configuration;
    }

    private static void addMemory(Map<String, String> settings) {
        settings.put("fs.azure.data.blocks.buffer", "bytebuffer");
        settings.put("fs.azure.write.request.size", Integer.toString(BLOCK));
        settings.put("fs.azure.block.upload.active.blocks", Integer.toString(UPLOADS));
        settings.put("fs.azure.write.max.concurrent.requests", Integer.toString(UPLOADS));
        settings.put("fs.azure.write.max.requests.to.queue", Integer.toString(UPLOADS));
        settings.put("fs.azure.read.request.size", Integer.toString(1 << 20));
        // Reading ahead serves scans; here a read is a small file whole or a footer, and it would cost eight threads.
        settings.put("fs.azure.enable.readahead", "false");
        settings.put("fs.azure.readaheadqueue.depth", "0");
    }

    private static void addNetwork(Map<String, String> settings) {
        // The JDK's client follows the JVM's proxy and trust store settings; Apache's, as ABFS builds it, has no proxy.
        settings.put("fs.azure.networking.library", "JDK_HTTP_URL_CONNECTION");
        settings.put("fs.azure.ssl.channel.mode", "Default_JSSE_with_GCM");
        settings.put("fs.azure.http.connection.timeout", "10000");
        settings.put("fs.azure.http.read.timeout", "30000");
        settings.put("fs.azure.io.retry.max.retries", Integer.toString(RETRIES));
        settings.put("fs.azure.io.retry.min.backoff.interval", "500");
        settings.put("fs.azure.io.retry.max.backoff.interval", "20000");
        settings.put("fs.azure.user.agent.prefix", "ingest");
        settings.put("fs.azure.metrics.collection.enabled", "false");
        // A login repeats by itself what is worth it.
        settings.put("fs.azure.custom.token.fetch.retry.count", "0");
        // Its analysis keeps timers; the bounded uploads and the retries' waiting do the same work.
        settings.put("fs.azure.enable.autothrottling", "false");
    }

    private static void addSemantics(Map<String, String> settings) {
        // With it, ABFS's Blob client takes a file that another process made in the same second for its own.
        settings.put("fs.azure.enable.create.blob.idempotency", "false");
        // What is overwritten is our own; with it, ABFS hides why the service refuses behind "parallel access".
        settings.put("fs.azure.enable.conditional.create.overwrite", "false");
        settings.put("fs.azure.createRemoteFileSystemDuringInitialization", "false");
        // Otherwise a shell is asked for the user's groups, which Windows does not have.
        settings.put("fs.azure.skipUserGroupMetadataDuringInitialization", "true");
    }
}
