package dev.ingest.landing.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.landing.local.LocalNames.Habit;
import java.io.File;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalNamesTest {
    @TempDir
    Path folder;

    private final LocalNames windows = new LocalNames(EnumSet.allOf(Habit.class));

    @ParameterizedTest
    @ValueSource(strings = {"con", "AUX", "nul", "prn.txt", "Com1", "lpt9.orders", "CONIN$"})
    void devicesOfWindowsAreNoFoldersOnAnySystem(String name) {
        assertTrue(LocalNames.of("lake", folder).fault(name).isPresent(), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "con_", "com", "com10", "sales.con", "日本", "a b", "x.y"})
    void otherNamesAre(String name) {
        assertEquals(java.util.Optional.empty(), LocalNames.of("lake", folder).fault(name));
    }

    @Test
    void aNameThatIsTooLongForAFolderIsRefused() {
        assertTrue(LocalNames.of("lake", folder).fault("ä".repeat(128)).isPresent());
        assertTrue(LocalNames.of("lake", folder).fault("a".repeat(255)).isEmpty());
    }

    @Test
    void whatWindowsMakesOneIsFoldedToOneName() {
        assertEquals(windows.folded("case"), windows.folded("Case"));
        assertEquals(windows.folded("trail"), windows.folded("trail. ."));
        assertTrue(windows.fault("trail.").isPresent());
    }

    @Test
    void theDiskTellsWhetherItFoldsCase() {
        boolean folds = new File(folder.toFile(), "a").mkdir() && new File(folder.toFile(), "A").exists();
        LocalNames names = LocalNames.of("a", folder);
        if (folds) {
            assertEquals(names.folded("case"), names.folded("Case"));
        } else {
            assertNotEquals(names.folded("case"), names.folded("Case"));
        }
    }
}
