package dev.ingest.record;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Which run it was, and where.
 *
 * @param id a name that no other run has
 * @param version the program's
 * @param host the machine
 * @param home the home folder
 * @param log its log file
 */
public record RunOrigin(UUID id, String version, String host, Path home, Path log) {

    /** A run of this machine that begins now. */
    public static RunOrigin here(String version, Path home, Path log) {
        return new RunOrigin(UUID.randomUUID(), version, thisMachine(), home, log);
    }

    private static String thisMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }
}
