package dev.ingest.source.jdbc;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the servers that may answer.
 *
 * @param host name or address, IPv6 without brackets; {@code server\\instance}
 * @param port 0 where the server itself tells which
 */
public record JdbcServer(String host, int port) {

    /**
     * The servers of a list as libpq writes it, {@code first,second:5433,[::1]:5434}.
     *
     * @param usualPort of those that name none
     * @throws IllegalArgumentException with the reason, when one has no name or no such port
     */
    static List<JdbcServer> list(String hosts, int usualPort) {
        List<JdbcServer> servers = new ArrayList<>();
        for (String text : hosts.split(",", -1)) {
            servers.add(one(text.strip(), usualPort));
        }
        return servers;
    }

    private static JdbcServer one(String text, int usualPort) {
        if (text.startsWith("/") || text.startsWith("@")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is a Unix socket, and this program connects by TCP alone. Name the server's host");
        }
        int bracket = text.indexOf(']');
        int colon = text.indexOf(':', bracket + 1);
        boolean bareAddress = bracket < 0 && text.indexOf(':') != text.lastIndexOf(':');
        String host = bareAddress || colon < 0 ? text : text.substring(0, colon);
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a server of the list has no name. Divide names by one comma");
        }
        return new JdbcServer(name, bareAddress || colon < 0 ? usualPort : port(text.substring(colon + 1)));
    }

    private static int port(String text) {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("'" + text + "' is no port from 1 to 65535. Correct it");
        }
        return port;
    }

    /** Without a port where the server tells it itself. */
    @Override
    public String toString() {
        return port == 0 ? host : host + ":" + port;
    }
}
