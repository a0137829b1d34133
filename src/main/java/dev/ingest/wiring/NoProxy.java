package dev.ingest.wiring;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts of {@code NO_PROXY}, as other tools read them: {@code *}; a name, with or without a dot in front, which stands for
 * those that end with it too; an address, or a network {@code 10.0.0.0/8}; each with or without a port. This machine itself
 * always is one.
 */
final class NoProxy {
    private static final Pattern NETWORK = Pattern.compile("(?<address>[0-9a-f:.]+)/(?<bits>\\d{1,3})");
    private static final Pattern PORT = Pattern.compile("(?<host>[^:]+|\\[[^]]+]):(?<port>\\d{1,5})");
    private static final Pattern LITERAL = Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9a-f:.]*:[0-9a-f:.]*");
    private static final int HTTPS = 443;

    private final List<String> entries;

    NoProxy(String text) {
        entries = Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** Whether {@code host} is among them; a {@code port} of -1 is the usual one. */
    boolean names(String host, int port) {
        String bare = bare(host.toLowerCase(Locale.ROOT));
        return bare.equals("localhost")
                || address(bare).filter(InetAddress::isLoopbackAddress).isPresent()
                || entries.stream().anyMatch(entry -> matches(entry, bare, port < 0 ? HTTPS : port));
    }

    private static boolean matches(String entry, String host, int port) {
        Matcher network = NETWORK.matcher(entry);
        if (network.matches()) {
            int bits = Integer.parseInt(network.group("bits"));
            return address(network.group("address"))
                    .flatMap(whole -> address(host).filter(own -> isWithin(own, whole, bits)))
                    .isPresent();
        }
        Matcher ported = PORT.matcher(entry);
        boolean hasPort = ported.matches();
        if (hasPort && Integer.parseInt(ported.group("port")) != port) {
            return false;
        }
        String name = bare(hasPort ? ported.group("host") : entry).replaceFirst("^\\*?\\.", "");
        return name.equals("*") || host.equals(name) || (address(host).isEmpty() && host.endsWith("." + name));
    }

    private static boolean isWithin(InetAddress host, InetAddress network, int bits) {
        byte[] one = host.getAddress();
        byte[] other = network.getAddress();
        if (one.length != other.length || bits > 8 * one.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Of a literal: no name service is asked. */
    private static Optional<InetAddress> address(String host) {
        try {
            return LITERAL.matcher(host).matches() ? Optional.of(InetAddress.getByName(host)) : Optional.empty();
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
