package dev.ingest.failure;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the entries of a folder outlast the machine, as far as the operating system lets one. */
public final class DurableFolder {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private DurableFolder() {}

    /** Windows opens no folders and needs none of this. */
    public static void sync(Path folder) {
        if (WINDOWS) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Several network and FUSE file systems cannot sync a folder; there is no more to be had from them.
            return;
        }
    }
}
