package dev.ingest.landing.adls;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in Azure a store stands.
 *
 * @param url as the user wrote it, without a slash at the end
 * @param account the storage account's name
 * @param container its container
 * @param prefix folders in the container, without a slash at either end; may be empty
 * @param host the account's DFS host name, by which ABFS knows it
 * @param endpoint {@code host:port} of something that stands in for the account, an emulator
 * @param transport how it is spoken to
 */
public record AdlsLocation(
        String url,
        String account,
        String container,
        String prefix,
        String host,
        Optional<String> endpoint,
        Transport transport) {
    private static final List<String> SCHEMES = List.of("az", "azure", "abfs", "abfss", "adl");
    private static final Pattern URL =
            Pattern.compile("(?<scheme>[A-Za-z]+)://(?:(?<container>[^@/]+)@)?(?<authority>[^@/]+)(?<prefix>(?:/.*)?)");
    private static final Pattern CONTAINER = Pattern.compile("\\$?[a-z0-9](?:-?[a-z0-9]){2,62}|[0-9a-f-]{36}");
    private static final String PUBLIC_CLOUD = ".dfs.core.windows.net";

    /** How requests travel. */
    public enum Transport {
        TLS,
        /** In plain HTTP, seen by everybody on their way: for emulators. */
        PLAIN
    }

    /**
     * Reads {@code bucket_url}.
     *
     * @param bucketUrl {@code az://container/prefix} or {@code abfss://container@account.dfs.core.windows.net/prefix}
     * @param accountName {@code azure_storage_account_name}, needed where the URL does not name the account
     * @param written {@code azure_account_host}: the account's host in another cloud, or {@code 127.0.0.1:10000} for
     *     an emulator,
     *     {@code http://} in front where it speaks plain HTTP
     * @throws IngestException of kind CONFIG
     */
    public static AdlsLocation parse(String bucketUrl, Optional<String> accountName, Optional<String> written) {
        Optional<String> accountHost = written.map(AdlsLocation::bare);
        String url = bucketUrl.strip().replaceAll("/+$", "");
        Matcher parts = URL.matcher(url);
        if (!parts.matches() || !SCHEMES.contains(parts.group("scheme").toLowerCase(Locale.ROOT))) {
            throw refused(url, "it is no address of an Azure container", "Write az://container/prefix");
        }
        boolean named = parts.group("container") != null;
        String container = parts.group(named ? "container" : "authority");
        if (!CONTAINER.matcher(container).matches()) {
            throw refused(
                    url,
                    "'" + container + "' is no container's name",
                    "Such names have 3 to 63 lowercase letters, digits and single hyphens");
        }
        Optional<String> host = named ? Optional.of(parts.group("authority")) : accountHost;
        Optional<String> endpoint = accountHost.filter(AdlsLocation::isEndpoint);
        String account = account(url, accountName, host.filter(own -> !isEndpoint(own)));
        return new AdlsLocation(
                url,
                account,
                container,
                prefix(url, parts.group("prefix")),
                host.filter(own -> !isEndpoint(own))
                        .map(own -> own.replace(".blob.", ".dfs."))
                        .orElse(account + PUBLIC_CLOUD),
                endpoint,
                written.filter(own -> own.strip().toLowerCase(Locale.ROOT).startsWith("http://"))
                        .map(plain -> Transport.PLAIN)
                        .orElse(Transport.TLS));
    }

    /** Without a scheme in front, and the account that emulators have behind their port. */
    private static String bare(String written) {
        return written.strip().replaceFirst("(?i)^https?://", "").replaceFirst("/.*$", "");
    }

    /** Who is spoken to: {@code account.dfs.core.windows.net}, {@code 127.0.0.1:10000}. */
    String authority() {
        return endpoint.orElse(host);
    }

    /** The same place with all that tells it, {@code abfss://container@account.dfs.core.windows.net/prefix}. */
    public String qualified() {
        return "abfss://" + container + "@" + host + (prefix.isEmpty() ? "" : "/" + prefix);
    }

    /** The service's address. */
    public URI service() {
        return URI.create((transport == Transport.TLS ? "https://" : "http://") + authority() + "/");
    }

    /** What the blob is called in its container. */
    String blob(String path) {
        return prefix.isEmpty() ? path : prefix + "/" + path;
    }

    private static String account(String url, Optional<String> accountName, Optional<String> host) {
        Optional<String> named = accountName.map(String::strip).filter(name -> !name.isEmpty());
        return named.or(() -> host.map(own -> own.substring(0, (own + ".").indexOf('.'))))
                .orElseThrow(() -> refused(
                        url,
                        "it does not name the storage account",
                        "Set azure_storage_account_name in [destination.filesystem.credentials]"));
    }

    private static String prefix(String url, String written) {
        String prefix = written.replaceAll("^/+", "");
        for (String part : prefix.isEmpty() ? new String[0] : prefix.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw refused(url, "the part '" + part + "' names no folder", "Leave it out");
            }
        }
        return prefix;
    }

    /** An emulator is told from a cloud's host by its port or by its being an address. */
    private static boolean isEndpoint(String host) {
        return host.contains(":") || host.matches("localhost|[0-9.]+");
    }

    private static IngestException refused(String url, String why, String wayOut) {
        return new IngestException(
                FailureKind.CONFIG, "Cannot use bucket_url " + url + ": " + why + ". " + wayOut + ".");
    }
}
