package dev.ingest.run.check;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingPath;
import dev.ingest.landing.LandingStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Does in the lake what a load does, each step for itself, with a file that is gone afterwards. */
final class DestinationCheck {
    private static final byte[] CONTENT = "ingest check\n".getBytes(StandardCharsets.UTF_8);

    private final LandingStore lake;
    private final String folder;
    private final List<String> granted = new ArrayList<>();
    private final List<IngestException> refused = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    private DestinationCheck(LandingStore lake, String dataset) {
        this.lake = lake;
        this.folder = dataset + "/" + LandingPath.INTERNAL;
    }

    /** Tries everything in the folders of {@code datasets}. */
    static Checked of(Destination destination, List<String> datasets) {
        try (LandingStore lake = destination.store().get()) {
            List<DestinationCheck> checks = datasets.stream()
                    .map(dataset -> new DestinationCheck(lake, dataset))
                    .toList();
            checks.forEach(DestinationCheck::attemptAll);
            String who =
                    destination.label().get() + " as " + destination.login().get();
            List<IngestException> refused =
                    checks.stream().flatMap(check -> check.refused.stream()).toList();
            if (refused.isEmpty()) {
                return Checked.ok(
                        "destination",
                        who + ": a file was created, listed, read, renamed and deleted in "
                                + String.join(", ", datasets));
            }
            List<String> remarks = new ArrayList<>();
            refused.stream().skip(1).map(IngestException::getMessage).forEach(remarks::add);
            checks.forEach(check -> remarks.add(check.told(who)));
            return new Checked(
                    "destination", Checked.Outcome.FAILED, refused.get(0).getMessage(), remarks);
        } catch (IngestException e) {
            return Checked.failed("destination", e.getMessage());
        }
    }

    private void attemptAll() {
        String created = folder + "/check-" + UUID.randomUUID();
        String renamed = created + "-renamed";
        attempt("list", () -> lake.list(folder));
        if (attempt("create", () -> demand(lake.createNew(created, CONTENT), created))) {
            attempt(
                    "read",
                    () -> demand(
                            lake.read(created)
                                    .filter(found -> Arrays.equals(found, CONTENT))
                                    .isPresent(),
                            created));
            String last = attempt("rename", () -> demand(lake.rename(created, renamed), renamed)) ? renamed : created;
            if (!attempt("delete", () -> demand(lake.delete(last), last))) {
                left.add(last);
            }
        }
    }

    private boolean attempt(String right, Runnable step) {
        try {
            step.run();
            granted.add(right);
            return true;
        } catch (IngestException e) {
            refused.add(e);
            return false;
        }
    }

    private static void demand(boolean done, String path) {
        if (!done) {
            throw new IngestException(
                    FailureKind.LAND,
                    "Cannot use the destination: the file " + path
                            + " was not there as it was written. See who else changes that folder.");
        }
    }

    private String told(String who) {
        return who + " may do in " + folder + " of list, create, read, rename and delete: "
                + (granted.isEmpty() ? "nothing" : String.join(", ", granted)) + "."
                + (left.isEmpty() ? "" : " Left there, to be deleted: " + String.join(", ", left) + ".");
    }
}
