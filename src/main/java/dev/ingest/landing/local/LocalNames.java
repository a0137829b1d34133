package dev.ingest.landing.local;

import dev.ingest.landing.FolderNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of folders below a folder of this machine, which other systems should be able to copy. */
public final class LocalNames implements FolderNames {
    /** The most bytes that Linux's file systems take for a name, and the most characters that Windows' do. */
    private static final int LONGEST = 255;

    private static final Pattern ENDING = Pattern.compile("[. ]+$");

    /** What file systems do to names. */
    enum Habit {
        FOLDS_CASE,
        DROPS_ENDING
    }

    private final Set<Habit> habits;

    LocalNames(Set<Habit> habits) {
        this.habits = habits;
    }

    /** The names below {@code bucketUrl}; looks at what is there, writes nothing. */
    public static LocalNames of(String bucketUrl, Path home) {
        Path root = LocalUrl.folder(bucketUrl, home).normalize();
        Set<Habit> habits = EnumSet.noneOf(Habit.class);
        if (foldsCase(root)) {
            habits.add(Habit.FOLDS_CASE);
        }
        if (root.getFileSystem().getSeparator().equals("\\")) {
            habits.add(Habit.DROPS_ENDING);
        }
        return new LocalNames(habits);
    }

    @Override
    public String folded(String name) {
        String kept = habits.contains(Habit.DROPS_ENDING) ? ENDING.matcher(name).replaceFirst("") : name;
        return habits.contains(Habit.FOLDS_CASE) ? kept.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : kept;
    }

    @Override
    public Optional<String> fault(String name) {
        if (LocalPaths.DEVICE.matcher(name).matches()) {
            return Optional.of("that is a device of Windows, not a folder");
        }
        if (habits.contains(Habit.DROPS_ENDING) && ENDING.matcher(name).find()) {
            return Optional.of("this system drops the dot or blank that it ends with");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return Optional.of("that is longer than the " + LONGEST + " bytes of a folder's name");
        }
        try {
            return Path.of(name).getNameCount() == 1 ? Optional.empty() : Optional.of("that is a path, not a name");
        } catch (InvalidPathException e) {
            return Optional.of("this system takes no such name (" + e.getReason() + ")");
        }
    }

    /** Whether the nearest folder that is there, the root or one above it, answers to its name in the other case too. */
    private static boolean foldsCase(Path root) {
        return Stream.iterate(root, at -> at.getParent() != null, Path::getParent)
                .filter(at -> hasCase(at) && Files.exists(at))
                .findFirst()
                .filter(at -> isSame(at, swapped(at)))
                .isPresent();
    }

    private static boolean hasCase(Path path) {
        return !swapped(path).toString().equals(path.toString());
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static Path swapped(Path path) {
        String name = path.getFileName().toString();
        String upper = name.toUpperCase(Locale.ROOT);
        return path.resolveSibling(name.equals(upper) ? name.toLowerCase(Locale.ROOT) : upper);
    }
}
