package dev.ingest.landing;

import java.util.Optional;

/** What a store makes of the names of folders. */
public interface FolderNames {

    /** The name by which the store tells a folder from others: names with the same are one folder. */
    String folded(String name);

    /** Why no folder can bear the name, a clause; empty when one can. */
    Optional<String> fault(String name);
}
