package dev.ingest.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerAloneTest {

    @Test
    void nobodyButTheOwnerKeepsARight() throws IOException {
        WindowsFile file = new WindowsFile();
        OwnerAlone.restrict(file);
        assertEquals(1, file.acl.size());
        AclEntry owner = file.acl.get(0);
        assertEquals(AclEntryType.ALLOW, owner.type());
        assertEquals("CORP\\svc_ingest", owner.principal().getName());
        assertEquals(EnumSet.allOf(AclEntryPermission.class), owner.permissions());
    }

    /** The rights of a file that everybody reads. */
    private static final class WindowsFile implements AclFileAttributeView {
        private List<AclEntry> acl = List.of(entry("BUILTIN\\Users"), entry("CORP\\svc_ingest"));

        private static AclEntry entry(String name) {
            return AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(new Account(name))
                    .setPermissions(AclEntryPermission.READ_DATA)
                    .build();
        }

        @Override
        public String name() {
            return "acl";
        }

        @Override
        public List<AclEntry> getAcl() {
            return acl;
        }

        @Override
        public void setAcl(List<AclEntry> rights) {
            acl = rights;
        }

        @Override
        public UserPrincipal getOwner() {
            return new Account("CORP\\svc_ingest");
        }

        @Override
        public void setOwner(UserPrincipal owner) {
            throw new UnsupportedOperationException();
        }
    }

    private record Account(String name) implements UserPrincipal {
        @Override
        public String getName() {
            return name;
        }
    }
}
