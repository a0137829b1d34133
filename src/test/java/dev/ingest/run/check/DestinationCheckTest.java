package dev.ingest.run.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingOutput;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.MemoryLanding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rights a login lacks in the lake, each tried. */
class DestinationCheckTest {
    private final MemoryLanding lake = new MemoryLanding();

    private Checked check(String... refused) {
        return DestinationCheck.of(
                new Destination(
                        () -> "ADLS Gen2", () -> "the account's key", () -> new Refusing(lake, Set.of(refused))),
                List.of("shop", "store"));
    }

    @Test
    void whatALoadDoesIsDoneAndLeavesNothing() {
        Checked answer = check();
        assertEquals(Checked.Outcome.OK, answer.outcome());
        assertEquals(
                "ADLS Gen2 as the account's key: a file was created, listed, read, renamed and deleted in shop, store",
                answer.told());
        assertEquals(List.of(), lake.paths());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "list | create, read, rename, delete",
                "create | list",
                "read | list, create, rename, delete",
                "rename | list, create, read, delete",
            })
    void aMissingRightIsNamedBesideThoseThatAreThere(String refused, String granted) {
        Checked answer = check(refused);
        assertEquals(Checked.Outcome.FAILED, answer.outcome());
        assertEquals("Cannot " + refused + ": refused. Ask.", answer.told());
        assertEquals(
                List.of(
                        "Cannot " + refused + ": refused. Ask.",
                        "ADLS Gen2 as the account's key may do in shop/_ingest of list, create, read, rename and delete: "
                                + granted + ".",
                        "ADLS Gen2 as the account's key may do in store/_ingest of list, create, read, rename and delete: "
                                + granted + "."),
                answer.remarks());
        assertEquals(List.of(), lake.paths(), "what could be made was taken away");
    }

    @Test
    void whatCannotBeDeletedIsNamed() {
        Checked answer = check("delete");
        assertEquals(Checked.Outcome.FAILED, answer.outcome());
        assertEquals(2, lake.paths().size());
        lake.paths()
                .forEach(left -> assertTrue(
                        answer.remarks().stream().anyMatch(remark -> remark.contains(left)), answer.toString()));
    }

    /** A lake whose login may not do some things. */
    private record Refusing(LandingStore lake, Set<String> refused) implements LandingStore {
        private void demand(String right) {
            if (refused.contains(right)) {
                throw new IngestException(FailureKind.CONNECT, "Cannot " + right + ": refused. Ask.");
            }
        }

        @Override
        public String url() {
            return lake.url();
        }

        @Override
        public List<LandingFile> list(String folder) {
            demand("list");
            return lake.list(folder);
        }

        @Override
        public Optional<byte[]> read(String path) {
            demand("read");
            return lake.read(path);
        }

        @Override
        public byte[] read(String path, long offset, int length) {
            demand("read");
            return lake.read(path, offset, length);
        }

        @Override
        public LandingOutput create(String path) {
            demand("create");
            return lake.create(path);
        }

        @Override
        public boolean createNew(String path, byte[] content) {
            demand("create");
            return lake.createNew(path, content);
        }

        @Override
        public boolean rename(String from, String to) {
            demand("rename");
            return lake.rename(from, to);
        }

        @Override
        public boolean delete(String path) {
            demand("delete");
            return lake.delete(path);
        }

        @Override
        public void close() {
            lake.close();
        }
    }
}
