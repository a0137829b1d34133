package dev.ingest.schedule;

import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A way in which machines start programs by the clock. */
sealed interface Scheduler permits TaskScheduler, Systemd, Cron {
    /**
     * What installs {@code run}, in the place of the one of that name.
     *
     * @throws IngestException (CONFIG) for a run that this scheduler cannot start
     */
    List<Step> install(NightlyRun run) throws IOException;

    /** What takes the run {@code name} away. */
    List<Step> remove(String name) throws IOException;

    /** How the run {@code name} is installed, in the scheduler's own words; empty when it is not. */
    Optional<String> installed(String name) throws IOException;

    /** The run {@code name}, when it starts and how it last ended, as far as the scheduler tells. */
    String shown(String name) throws IOException;

    /** Whether what is {@link #installed} is of the same home as {@code run}. */
    boolean isOfSameHome(String installed, NightlyRun run);

    /** Whom to ask where rights are missing. */
    String wayOut();
}
