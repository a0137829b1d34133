package dev.ingest.cli.run;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.run.watch.StopSignal;

/** Turns Ctrl-C and a scheduler's end of task into a {@link StopSignal}, and waits for the run to end cleanly. */
final class StopHook {
    /** Longer than the longest publishing of a load should take. */
    private static final long PATIENCE_SECONDS = 600;

    private StopHook() {}

    /** @param told runs first, when the end is asked for */
    static Thread of(StopSignal stop, Runnable told) {
        return new Thread(
                () -> {
                    told.run();
                    stop.request();
                    try {
                        stop.awaitEnd(PATIENCE_SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    // The status of a JVM that ends by a signal differs between systems; a scheduler sees one.
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
                },
                "stop");
    }

    /** Takes the hook back once the run is over, unless it is at work. */
    static void remove(Thread hook, StopSignal stop) {
        if (!stop.requested()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
