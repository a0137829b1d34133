package dev.ingest.config.connection;

import java.util.Optional;

/**
 * A server as {@code host:port}.
 *
 * @param host name or address, IPv6 without brackets
 */
record ServerText(String host, Optional<Integer> port) {

    /** Parses {@code text}, whose port follows {@code divider}. */
    static ServerText parse(String text, char divider) {
        int end = text.startsWith("[") ? text.indexOf(']') : 0;
        if (end < 0) {
            throw new IllegalArgumentException("opens a bracket around the host and does not close it");
        }
        int at = text.indexOf(divider, end);
        boolean bareAddress = end == 0 && divider == ':' && at >= 0 && text.indexOf(':', at + 1) >= 0;
        String host = at < 0 || bareAddress ? text : text.substring(0, at);
        String port = at < 0 || bareAddress ? "" : text.substring(at + 1);
        return new ServerText(
                end > 0 && host.endsWith("]") ? host.substring(1, host.length() - 1) : host,
                ConnectionUrl.given(port.strip()).map(ServerText::port));
    }

    /** A port's number. */
    static int port(String text) {
        int port = text.strip().matches("\\d{1,5}") ? Integer.parseInt(text.strip()) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("has a port that is not a number from 1 to 65535");
        }
        return port;
    }

    ConnectionText in(ConnectionText text) {
        ConnectionText named = host.isEmpty() ? text : text.withHost(host);
        return port.map(named::withPort).orElse(named);
    }
}
