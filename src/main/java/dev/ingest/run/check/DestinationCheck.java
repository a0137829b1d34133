package dev.ingest.run.check;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingPath;
import dev.ingest.landing.LandingStore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Does in the lake what a load does, with a file that is gone afterwards. */
final class DestinationCheck {
    private DestinationCheck() {}

    static void write(LandingStore lake, String dataset) {
        String path = dataset + "/" + LandingPath.INTERNAL + "/check-" + UUID.randomUUID();
        byte[] content = "ingest check\n".getBytes(StandardCharsets.UTF_8);
        boolean created = lake.createNew(path, content);
        boolean same =
                lake.read(path).filter(found -> Arrays.equals(found, content)).isPresent();
        boolean deleted = lake.delete(path);
        if (!created || !same || !deleted) {
            throw new IngestException(
                    FailureKind.LAND,
                    "Cannot use the destination: a file that was written to " + dataset
                            + " was not found there as it was written. See who else changes that folder.");
        }
    }
}
