package dev.ingest.landing;

import java.util.UUID;

/** The rules for paths in a store: relative, parts divided by {@code /}, never empty, {@code .} or {@code ..}. */
public final class LandingPath {
    /** Where in a dataset everything stands that is for us alone. */
    public static final String INTERNAL = "_ingest";

    /** Where in a dataset small files are written before they appear: beside the data, never among it. */
    public static final String NEW_FILES = INTERNAL + "/new";

    /** Where in a dataset files wait that are not yet part of the lake. */
    public static final String STAGING = INTERNAL + "/staging";

    private LandingPath() {}

    /** A name of its own to write {@code path} under before it appears: in the same dataset, which may be a mounted disk. */
    public static String aside(String path) {
        return path.substring(0, path.indexOf('/') + 1) + NEW_FILES + "/" + UUID.randomUUID();
    }

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
