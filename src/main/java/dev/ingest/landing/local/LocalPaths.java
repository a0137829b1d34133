package dev.ingest.landing.local;

import dev.ingest.landing.LandingPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files below a root that landing paths name. A name that the system takes for another one names none. */
final class LocalPaths {
    /** Windows knows devices by these names in every folder, whatever follows a dot. */
    static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00B9\u00B2\u00B3]) *(\\..*)?");
    /** The form of the second, short name that Windows gives to files with a longer one. */
    private static final Pattern SHORT = Pattern.compile("[^.~]{1,6}~\\d{1,6}(\\.[^.]{0,3})?");

    private final Path root;
    private final boolean windows;

    LocalPaths(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.windows = root.getFileSystem().getSeparator().equals("\\");
    }

    Path root() {
        return root;
    }

    /**
     * The file that {@code path} names.
     *
     * @throws dev.ingest.failure.IngestException of kind {@code LAND} when it names none
     */
    Path file(String path) {
        List<String> parts = List.of(LandingPath.checked(path).split("/"));
        if (windows) {
            parts.forEach(part -> taken(part).ifPresent(why -> {
                throw LocalFailure.unnameable(path, why);
            }));
        }
        try {
            Path file = root.resolve(path);
            if (!stands(file, parts)) {
                throw LocalFailure.unnameable(path, "it would stand elsewhere");
            }
            return file;
        } catch (InvalidPathException e) {
            throw LocalFailure.unnameable(path, e);
        }
    }

    /** Why Windows takes a name for another one. */
    private static Optional<String> taken(String part) {
        if (part.endsWith(".") || part.endsWith(" ")) {
            return Optional.of("Windows drops what '" + part + "' ends with");
        }
        if (DEVICE.matcher(part).matches()) {
            return Optional.of("'" + part + "' is a device of Windows");
        }
        if (SHORT.matcher(part).matches()) {
            return Optional.of("'" + part + "' may be the short name of another file");
        }
        return Optional.empty();
    }

    /** Whether each part became one name below the root: neither a drive nor a separator in it counted. */
    private boolean stands(Path file, List<String> parts) {
        if (!file.startsWith(root) || file.getNameCount() != root.getNameCount() + parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!file.getName(root.getNameCount() + i).toString().equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }
}
