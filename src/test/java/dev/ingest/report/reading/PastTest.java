package dev.ingest.report.reading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingStore;
import dev.ingest.report.Nights;
import dev.ingest.report.history.Day;
import dev.ingest.report.history.History;
import dev.ingest.report.history.JobHistory;
import dev.ingest.report.history.Load;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastTest {
    private static final LocalDate LAST = LocalDate.of(2026, 11, 28);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path home;

    private Nights nights;

    @BeforeEach
    void write() throws IOException {
        nights = new Nights(home, 5, LAST).write(40, 40);
    }

    private Past.Told read() {
        return read(nights.parts().store(), LONG);
    }

    private Past.Told read(Supplier<LandingStore> store, Duration patience) {
        return new Past(nights.metadata(), nights.parts().clock()).read(store, List.of("erp"), patience);
    }

    private Path digest() {
        return nights.metadata().resolve(Digest.FILE);
    }

    private List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("lake"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static LandingStore unreachable() {
        throw new IngestException(FailureKind.CONNECT, "Cannot reach the lake: no answer. Look at the network.");
    }

    @Test
    void auditAndManifestsAreOnePast() {
        Past.Told told = read();

        assertEquals(List.of(), told.faults());
        JobHistory orders = told.history().job("erp.orders").orElseThrow();
        assertEquals(40, orders.runs().size());
        assertTrue(orders.successes().allMatch(run -> run.landed().isPresent()));
        Load load = orders.load().orElseThrow();
        assertEquals("2026-11-28 02:00:00+00:00", load.watermark().orElseThrow().watermark());
        assertEquals(2, told.history().drift().get(0).changes().size());
        Day last = told.history().days().get(39);
        assertEquals(LAST, last.date());
        assertEquals(5, last.runs());
        assertEquals(4, last.files());
    }

    @Test
    void whatWasReadBeforeIsTheSameThePastAgain() {
        assertEquals(read(), read());
    }

    @Test
    void withoutTheLakeWhatItToldBeforeStands() {
        History before = read().history();

        Past.Told told = read(PastTest::unreachable, LONG);

        assertEquals(before, told.history());
        assertEquals(
                List.of("What landed is told as of the report before: Cannot reach the lake: no answer. Look at the"
                        + " network."),
                told.faults());
    }

    @Test
    void aMachineWithoutAuditHasItsPastFromTheLake() throws IOException {
        try (Stream<Path> files = Files.list(nights.metadata())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        Past.Told told = read();

        assertEquals(5, told.history().jobs().size());
        assertTrue(told.history().jobs().stream().allMatch(job -> job.last().succeeded()));
    }

    @Test
    void aDamagedDigestIsSaidAndMadeAnew() throws IOException {
        History before = read().history();
        byte[] whole = Files.readAllBytes(digest());
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        Files.write(digest(), damaged);

        Past.Told told = read();

        assertEquals(before, told.history());
        assertEquals(
                List.of("report.digest is damaged or another version's: it is made anew from audit and manifests."),
                told.faults());
        assertArrayEquals(whole, Files.readAllBytes(digest()));
        assertEquals(List.of(), read().faults());
    }

    @Test
    void aDigestOfAnotherVersionOrCutShortIsSaidAndMadeAnew() throws IOException {
        History before = read().history();
        byte[] whole = Files.readAllBytes(digest());
        for (byte[] other : List.of(
                new byte[0],
                java.util.Arrays.copyOf(whole, whole.length - 3),
                "ingest report digest 0\n and more".getBytes(StandardCharsets.US_ASCII))) {
            Files.write(digest(), other);

            Past.Told told = read();

            assertEquals(before, told.history());
            assertEquals(1, told.faults().size());
        }
    }

    @Test
    void aDamagedManifestIsNamedAndTheRestStands() throws IOException {
        Path damaged = manifests().get(manifests().size() - 1);
        Files.writeString(damaged, "{\"format\": 1, \"load_id\"");

        Past.Told told = read();

        assertEquals(
                List.of("The manifest "
                        + home.resolve("lake").relativize(damaged).toString().replace('\\', '/')
                        + " is damaged; passed over."),
                told.faults());
        assertEquals(told.faults(), read().faults());
        assertEquals(5, told.history().jobs().size());
    }

    @Test
    void aManifestOfANewerProgramIsNamedAndPassedOver() throws IOException {
        Path newer = manifests().get(manifests().size() - 1);
        Files.writeString(newer, "{\"format\": 99, \"load_id\": \"1795831204.0000041\"}");

        assertEquals(
                List.of("Cannot read the manifest of load 1795831204.0000041: a newer version of this program wrote it."
                        + " Use that version. It is passed over."),
                read().faults());
    }

    @Test
    void aManifestOfAnOlderProgramTellsNoChangedColumns() throws IOException {
        Path older = manifests().get(0);
        String json = Files.readString(older);
        Files.writeString(older, json.replaceAll(",\"changes\":\\[[^]]*]", ""));

        assertEquals(List.of(), read().faults());
    }

    @Test
    void manifestsThatThereIsNoTimeForAreReadByALaterReport() {
        Past.Told hurried = read(nights.parts().store(), Duration.ZERO);

        assertEquals(0, hurried.history().days().stream().mapToLong(Day::files).sum());
        assertTrue(
                hurried.faults().get(0).contains("were not read for want of time"),
                hurried.faults().toString());
        Past.Told told = read();
        assertEquals(List.of(), told.faults());
        assertTrue(told.history().days().stream().allMatch(day -> day.files() > 0));
    }

    @Test
    void anAuditFileThatWasWrittenSinceIsReadAgain() throws IOException {
        read();
        Files.writeString(
                nights.metadata().resolve("audit_20261128.csv"),
                "2026-11-28T06:00:00,erp.products,SUCCESS,7,4.23,erp/products,\n",
                StandardOpenOption.APPEND);

        assertEquals(
                Optional.of(7L),
                read().history().job("erp.products").map(job -> job.last().rows()));
    }

    @Test
    void aRunOfAPastDateIsTheNewestAllTheSame() throws IOException {
        nights = new Nights(home, 5, LAST).write(200, 0);
        Files.writeString(
                nights.metadata().resolve("audit_20260601.csv"),
                "2026-11-28T06:00:00,erp.products,SUCCESS,7,4.23,erp/products,\n",
                StandardOpenOption.APPEND);

        assertEquals(
                Optional.of(7L),
                read().history().job("erp.products").map(job -> job.last().rows()));
    }
}
