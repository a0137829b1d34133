package dev.ingest.landing.adls;

import dev.ingest.landing.FolderNames;
import java.util.Optional;

/** The names of folders in a storage account, which tells upper from lower case. */
public final class AdlsNames implements FolderNames {
    @Override
    public String folded(String name) {
        return name;
    }

    /** The service drops a dot at the end of a name. */
    @Override
    public Optional<String> fault(String name) {
        return name.endsWith(".")
                ? Optional.of("the storage service drops the dot that it ends with")
                : Optional.empty();
    }
}
