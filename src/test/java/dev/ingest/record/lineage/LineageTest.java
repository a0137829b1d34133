package dev.ingest.record.lineage;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.github.tomakehurst.wiremock.WireMockServer;
import dev.ingest.SilentHost;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.JobPlan;
import dev.ingest.plan.RunMoment;
import dev.ingest.record.RunOrigin;
import dev.ingest.record.RunRecord;
import dev.ingest.record.RunRecorder;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run tells of lineage, read back by OpenLineage's own client. */
@Timeout(120)
class LineageTest {
    private static final TestPostgres DATABASE = TestPostgres.database();

    @TempDir
    Path folder;

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
    private Workspace workspace;

    @BeforeAll
    static void createTables() {
        DATABASE.run(
                "CREATE TABLE orders (id int PRIMARY KEY, amount numeric(10,2))",
                "INSERT INTO orders SELECT i, i FROM generate_series(1, 1000) i");
    }

    @BeforeEach
    void fill() {
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(201)));
        workspace = Workspace.of(folder, DATABASE)
                .settings("[runtime]\nretry_for = \"0s\"")
                .incremental("orders", "id")
                .full("custmers")
                .save();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private static final class Times extends StdDeserializer<ZonedDateTime> {
        private static final long serialVersionUID = 1L;

        private Times() {
            super(ZonedDateTime.class);
        }

        @Override
        public ZonedDateTime deserialize(JsonParser text, DeserializationContext context) throws IOException {
            return ZonedDateTime.parse(text.getText());
        }
    }

    private static RunEvent event(String line) {
        try {
            return new ObjectMapper()
                    .registerModule(new SimpleModule().addDeserializer(ZonedDateTime.class, new Times()))
                    .readValue(line, RunEvent.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JarProcess toldToServer(String more) {
        workspace.settings("[lineage]\nopenlineage_url = \"http://127.0.0.1:" + server.port() + "\"\n" + more);
        return workspace.call();
    }

    @Test
    void everyJobStartsAndEndsWithinItsRun() {
        workspace.settings("[lineage]\nopenlineage_file = \"lineage.ndjson\"\nopenlineage_namespace = \"night\"");
        assertEquals(1, workspace.call().exitCode());
        List<RunEvent> events = Workspace.read(folder.resolve("lineage.ndjson"))
                .lines()
                .map(LineageTest::event)
                .toList();
        assertEquals(
                List.of(
                        "START ingest.run",
                        "START shop.orders",
                        "COMPLETE shop.orders",
                        "START shop.custmers",
                        "FAIL shop.custmers",
                        "FAIL ingest.run"),
                events.stream()
                        .map(event ->
                                event.getEventType() + " " + event.getJob().getName())
                        .toList());
        RunEvent complete = events.get(2);
        assertEquals("night", complete.getJob().getNamespace());
        assertEquals(events.get(1).getRun().getRunId(), complete.getRun().getRunId());
        assertEquals(
                events.get(0).getRun().getRunId(),
                complete.getRun().getFacets().getParent().getRun().getRunId());

        InputDataset read = complete.getInputs().get(0);
        assertEquals("postgres://" + DATABASE.host() + ":" + DATABASE.port(), read.getNamespace());
        assertEquals(DATABASE.name() + ".public.orders", read.getName());
        assertEquals(
                "decimal(10,2)", read.getFacets().getSchema().getFields().get(1).getType());
        OutputDataset landed = complete.getOutputs().get(0);
        assertEquals("file", landed.getNamespace());
        assertEquals(workspace.lake().toUri().resolve("shop/orders").getPath(), landed.getName());
        assertEquals(1000L, landed.getOutputFacets().getOutputStatistics().getRowCount());
        assertEquals(1L, landed.getOutputFacets().getOutputStatistics().getFileCount());
        assertEquals(
                workspace.parquet("orders").get(0).toFile().length(),
                landed.getOutputFacets().getOutputStatistics().getSize());
        assertTrue(events.get(4)
                .getRun()
                .getFacets()
                .getErrorMessage()
                .getMessage()
                .contains("custmers"));
    }

    @Test
    void aServiceIsShownItsKeyAndGetsEveryEvent() {
        assertEquals(1, toldToServer("openlineage_api_key = \"k3y-of-lineage\"").exitCode());
        server.verify(
                6,
                postRequestedFor(urlEqualTo("/api/v1/lineage"))
                        .withHeader(
                                "Authorization",
                                com.github.tomakehurst.wiremock.client.WireMock.equalTo("Bearer k3y-of-lineage")));
        assertFalse(workspace.written().contains("k3y-of-lineage"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404})
    void aServiceThatRefusesIsAskedOnceAndTheRunIsAsItIs(int status) {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
        assertEquals(1, toldToServer("").exitCode());
        server.verify(1, postRequestedFor(anyUrl()));
        assertEquals(1, workspace.parquet("orders").size());
        assertTrue(
                workspace.log().contains("No more lineage is told of this run: Cannot deliver to the lineage service"),
                workspace.log());
    }

    @ParameterizedTest
    @EnumSource(
            value = SilentHost.Silence.class,
            names = {"UNREACHABLE", "MUTE"})
    void aServiceThatHangsHoldsUpTheRunNoLongerThanSet(SilentHost.Silence silence) {
        try (SilentHost host = new SilentHost(silence)) {
            workspace.settings("[alerts]\nalert_timeout = \"500ms\"\n[lineage]\nopenlineage_url = \"http://"
                    + host.authority() + "\"");
            assertEquals(1, workspace.call().exitCode());
            assertEquals(1, workspace.parquet("orders").size());
            assertTrue(workspace.log().contains("No more lineage is told of this run"), workspace.log());
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidOnceAndTheRunIsAsItIs() {
        workspace.settings("[lineage]\nopenlineage_file = \"config\"");
        assertEquals(1, workspace.call().exitCode());
        assertEquals(2, workspace.log().split("No more lineage is told", -1).length, workspace.log());
    }

    /** A moment of Java's has none in its text where they are zero, which other readers do not take. */
    @Test
    void aFullMinuteHasItsSeconds() {
        List<String> told = new CopyOnWriteArrayList<>();
        RunOrigin origin = RunOrigin.here("0.1.0", folder, folder);
        Clock minute = Clock.fixed(Instant.parse("2026-11-28T02:00:00Z"), ZoneOffset.UTC);
        LineageListener listener = new LineageListener("ingest", origin, new NoPlaces(), told::add, minute);
        listener.jobStarted("shop.orders");
        listener.ended(
                new RunRecorder(origin, new RunMoment(minute.instant().atZone(ZoneOffset.UTC), LocalDate.EPOCH), minute)
                        .ended(RunRecord.Status.SUCCESS, 0, List.of()),
                Duration.ofSeconds(30));
        assertEquals(2, told.size());
        assertTrue(told.get(0).contains("\"eventTime\":\"2026-11-28T02:00:00Z\""), told.get(0));
    }

    private record NoPlaces() implements DatasetPlaces {
        @Override
        public DatasetPlace read(JobPlan plan) {
            throw new AssertionError("nobody reads");
        }

        @Override
        public DatasetPlace landed(JobPlan plan, String table) {
            throw new AssertionError("nobody lands");
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedBeforeTheRun() {
        workspace.settings("[lineage]\nopenlineage_url = \"marquez:5000\"");
        JarProcess run = workspace.call();
        assertEquals(2, run.exitCode(), run.output());
        assertTrue(
                run.output()
                        .contains("Cannot use the setting openlineage_url: it is not an address, as https://host/path"),
                run.output());
    }
}
