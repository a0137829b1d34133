package dev.ingest.setup;

import java.io.IOException;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.util.EnumSet;
import java.util.List;

/** The rights of a file of Windows that nobody but its owner may read; what the folder would hand down does not count. */
final class OwnerAlone {
    private OwnerAlone() {}

    static void restrict(AclFileAttributeView file) throws IOException {
        file.setAcl(List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(file.getOwner())
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build()));
    }
}
