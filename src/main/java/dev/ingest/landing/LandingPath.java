package dev.ingest.landing;

/** The rule for paths in a store: relative, parts divided by {@code /}, never empty, {@code .} or {@code ..}. */
public final class LandingPath {
    private LandingPath() {}

    /**
     * The path itself.
     *
     * @throws IllegalArgumentException when it breaks the rule, which is a fault of the program, not of its user
     */
    public static String checked(String path) {
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException("not a path in a landing store: '" + path + "'");
            }
        }
        return path;
    }

    /** The folder that the path's last part stands in; empty at the root. */
    public static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
