package dev.ingest.job;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to one folder of staged files. No two are alike, whatever jobs and runs they are of.
 *
 * @param folder the folder's name
 * @param load the load's identifier, where its rows carry it; else that is drawn when the load is committed
 */
public record StagingTicket(String folder, Optional<LoadId> load) {

    /** A ticket of a load that has no identifier yet. */
    public static StagingTicket unnumbered() {
        return new StagingTicket(
                String.format(Locale.ROOT, "t%016x", UUID.randomUUID().getMostSignificantBits()), Optional.empty());
    }

    /** The ticket of a load that has its identifier. */
    public static StagingTicket of(LoadId load) {
        return new StagingTicket(load.text(), Optional.of(load));
    }

    @Override
    public String toString() {
        return folder;
    }
}
