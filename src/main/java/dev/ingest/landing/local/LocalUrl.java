package dev.ingest.landing.local;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways people write a folder in {@code bucket_url}. */
final class LocalUrl {
    private static final Pattern FILE = Pattern.compile("(?i)file:(?://(?<host>[^/\\\\:]*))?(?<path>.*)");
    private static final Pattern DRIVE = Pattern.compile("/+[A-Za-z]:([/\\\\].*)?");

    private LocalUrl() {}

    static Path folder(String bucketUrl, Path home) {
        String url = bucketUrl.strip();
        Matcher file = FILE.matcher(url);
        try {
            return home.resolve(file.matches() ? path(url, file) : url).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use the folder " + url + ": this system takes no such path (" + e.getReason()
                            + "). Write bucket_url as file:///data/lake or as a plain folder.",
                    e);
        }
    }

    /** {@code file://} and the path with slashes, spaces and all, as people read it. */
    static String of(Path folder) {
        String path = folder.toString().replace('\\', '/');
        return path.startsWith("/") ? "file://" + path : "file:///" + path;
    }

    private static String path(String url, Matcher file) {
        String host = file.group("host") == null ? "" : file.group("host");
        String path = decoded(file.group("path"));
        boolean drive = host.length() == 1;
        if (drive) {
            return host + path;
        }
        if (path.isEmpty()) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use the folder " + url
                            + ": no path follows file://. Write three slashes: file:///data/lake.");
        }
        if (!host.isEmpty() && !host.toLowerCase(Locale.ROOT).equals("localhost")) {
            return "//" + host + path;
        }
        return DRIVE.matcher(path).matches() ? path.replaceFirst("^/+", "") : path;
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
