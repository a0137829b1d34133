package dev.ingest.start;

/** Names of classes in a jar. */
final class ClassEntry {
    private static final String ENDING = ".class";

    private ClassEntry() {}

    static boolean is(String entry) {
        return entry.endsWith(ENDING);
    }

    /** The entry of the class with this name, {@code java/lang/Object}. */
    static String of(String name) {
        return name + ENDING;
    }
}
