package dev.ingest.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/**
 * The classes of the program's jar as they are there, whatever Parquet, Hadoop or Jackson stands around it: only Java's and
 * Spark's own come from outside.
 */
public final class OwnClasses extends URLClassLoader {
    private static final List<String> OUTSIDE =
            List.of("java.", "javax.", "jdk.", "sun.", "org.apache.spark.", "scala.");

    static {
        registerAsParallelCapable();
    }

    private OwnClasses(URL jar, ClassLoader around) {
        super("ingest", new URL[] {jar}, around);
    }

    private static final class Shared {
        static final OwnClasses OF_THIS_PROCESS = new OwnClasses(jar(), OwnClasses.class.getClassLoader());
    }

    /** Whether Spark started this process, as its driver or as an executor. */
    public static boolean isSparkAround() {
        return !isAlone()
                && OwnClasses.class.getClassLoader().getResource("org/apache/spark/SparkContext.class") != null;
    }

    /** Whether Java was given this jar and nothing else: to look into it takes longer than some commands. */
    private static boolean isAlone() {
        String path = System.getProperty("java.class.path", "");
        return OwnClasses.class.getClassLoader() == ClassLoader.getSystemClassLoader()
                && !path.contains(File.pathSeparator)
                && location().equals(Optional.of(new File(path).toURI()));
    }

    /** The loader that Spark made for the application, whose classes a task is found among. */
    public static ClassLoader around() {
        ClassLoader asking = OwnClasses.class.getClassLoader();
        return isOne(asking) ? asking.getParent() : asking;
    }

    /** The loader of the program's classes in this process: the one that asks, but where Spark's asks. */
    private static ClassLoader here() {
        ClassLoader asking = OwnClasses.class.getClassLoader();
        return !isSparkAround() || isOne(asking) ? asking : Shared.OF_THIS_PROCESS;
    }

    /** By name: each loader has a class of its own by which it would be one. */
    private static boolean isOne(ClassLoader loader) {
        return loader.getClass().getName().equals(OwnClasses.class.getName());
    }

    /** Where these classes are. */
    private static Optional<URI> location() {
        try {
            CodeSource source = OwnClasses.class.getProtectionDomain().getCodeSource();
            return source == null
                    ? Optional.empty()
                    : Optional.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static URL jar() {
        try {
            URI location =
                    location().orElseThrow(() -> new IllegalStateException("Cannot tell where the program's jar is."));
            // A path of this machine: Spark names its copy by a URL that only some of its loaders read.
            return Path.of(location).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("Cannot tell where the program's jar is.", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (OUTSIDE.stream().anyMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = own(name, resolve);
            }
            return loaded;
        }
    }

    private Class<?> own(String name, boolean resolve) throws ClassNotFoundException {
        try {
            return findClass(name);
        } catch (ClassNotFoundException notOurs) {
            return super.loadClass(name, resolve);
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    /** Services of Spark's surroundings are none of ours. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> own = Collections.list(findResources(name));
        return own.isEmpty() && !name.startsWith("META-INF/services/")
                ? super.getResources(name)
                : Collections.enumeration(own);
    }

    /** Calls {@code method}, which takes a text and returns one, or neither, with the program's own classes. */
    public static Object call(String type, String method, Class<?> parameter, Object argument) {
        ClassLoader own = here();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(own);
        try {
            return own.loadClass(type).getMethod(method, parameter).invoke(null, argument);
        } catch (ReflectiveOperationException e) {
            throw failure(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static RuntimeException failure(ReflectiveOperationException e) {
        Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
        if (cause instanceof RuntimeException failure) {
            return failure;
        }
        if (cause instanceof IOException failure) {
            return new UncheckedIOException(failure);
        }
        return new IllegalStateException(cause);
    }
}
