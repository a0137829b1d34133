package dev.ingest.secret.azure;

import java.util.Arrays;
import java.util.List;

/** The clouds that are Azure's, told apart by the hosts of their services. */
enum AzureCloud {
    PUBLIC("https://login.microsoftonline.com", "windows\\.net|azure\\.net"),
    CHINA("https://login.chinacloudapi.cn", "chinacloudapi\\.cn|azure\\.cn"),
    GOVERNMENT("https://login.microsoftonline.us", "usgovcloudapi\\.net");

    private final String authority;
    private final String domains;

    AzureCloud(String authority, String domains) {
        this.authority = authority;
        this.domains = domains;
    }

    /** Entra ID's address in the cloud of the first of {@code addresses} that stands in one. */
    static String authority(List<String> addresses) {
        return addresses.stream()
                .flatMap(address -> Arrays.stream(values()).filter(cloud -> cloud.holds(address)))
                .findFirst()
                .orElse(PUBLIC)
                .authority;
    }

    private boolean holds(String address) {
        return (address + "/").matches(".*\\.(?:" + domains + ")[:/].*");
    }

    /** Whether the clients know the authority; of others they would ask the public cloud. */
    static boolean isKnown(String authority) {
        return Arrays.stream(values()).anyMatch(cloud -> authority.startsWith(cloud.authority));
    }
}
