package dev.ingest.start;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/** Loads classes from their bytes alone. */
final class BytesLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    /** {@code classes} by their entries in a jar. */
    BytesLoader(Map<String, byte[]> classes) {
        super(BytesLoader.class.getClassLoader());
        this.classes = classes;
    }

    /** The class file of {@code type}. */
    static byte[] bytes(Class<?> type) throws IOException {
        return bytes(ClassEntry.of(type.getName().replace('.', '/')));
    }

    /** The class file that is {@code entry}. */
    static byte[] bytes(String entry) throws IOException {
        try (InputStream content = BytesLoader.class.getClassLoader().getResourceAsStream(entry)) {
            return Objects.requireNonNull(content, entry).readAllBytes();
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        byte[] content = classes.get(ClassEntry.of(name.replace('.', '/')));
        if (content == null) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? defineClass(name, content, 0, content.length) : loaded;
    }
}
