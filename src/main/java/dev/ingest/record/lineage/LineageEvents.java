package dev.ingest.record.lineage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.ingest.data.Schema;
import dev.ingest.job.JobPlan;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagedTable;
import dev.ingest.record.JobRecord;
import dev.ingest.record.JsonText;
import dev.ingest.record.RunOrigin;
import dev.ingest.run.event.LandedLoad;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DatasetFacets;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunFacets;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A run and its jobs as events of OpenLineage, each on a line of JSON. */
final class LineageEvents {
    private static final URI PRODUCER = URI.create("urn:dev.ingest:ingest");
    private static final String RUN = "ingest.run";
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .registerModule(new SimpleModule().addSerializer(new MomentText()));

    private final OpenLineage model = new OpenLineage(PRODUCER);
    private final String namespace;
    private final RunOrigin origin;
    private final DatasetPlaces places;

    LineageEvents(String namespace, RunOrigin origin, DatasetPlaces places) {
        this.namespace = namespace;
        this.origin = origin;
        this.places = places;
    }

    /** The run as a whole. */
    String ofRun(EventType type, Instant at) {
        RunFacets facets = engine(model.newRunFacetsBuilder()).build();
        return event(type, at, model.newRun(origin.id(), facets), RUN, "RUN", List.of(), List.of());
    }

    /** A job begins: what it reads is not known yet. */
    String started(String job, UUID id, Instant at) {
        RunFacets facets = engine(child(model.newRunFacetsBuilder())).build();
        return event(EventType.START, at, model.newRun(id, facets), job, "JOB", List.of(), List.of());
    }

    /** A job is over. */
    String ended(JobRecord job, UUID id) {
        EventType type = switch (job.outcome().status()) {
            case SUCCESS -> EventType.COMPLETE;
            case FAILED -> EventType.FAIL;
            case INTERRUPTED -> EventType.ABORT;
        };
        OpenLineage.RunFacetsBuilder facets = engine(child(model.newRunFacetsBuilder()));
        job.outcome()
                .failure()
                .ifPresent(failure ->
                        facets.errorMessage(model.newErrorMessageRunFacet(failure.getMessage(), "JAVA", null)));
        return event(
                type,
                job.ended(),
                model.newRun(id, facets.build()),
                job.outcome().name(),
                "JOB",
                job.plan().map(this::input).map(List::of).orElse(List.of()),
                outputs(job.loads()));
    }

    private OpenLineage.RunFacetsBuilder child(OpenLineage.RunFacetsBuilder facets) {
        return facets.parent(model.newParentRunFacetBuilder()
                .run(model.newParentRunFacetRunBuilder().runId(origin.id()).build())
                .job(model.newParentRunFacetJobBuilder()
                        .namespace(namespace)
                        .name(RUN)
                        .build())
                .build());
    }

    private OpenLineage.RunFacetsBuilder engine(OpenLineage.RunFacetsBuilder facets) {
        return facets.processing_engine(model.newProcessingEngineRunFacetBuilder()
                .name("ingest")
                .version(origin.version())
                .build());
    }

    private String event(
            EventType type,
            Instant at,
            OpenLineage.Run run,
            String job,
            String kind,
            List<InputDataset> inputs,
            List<OutputDataset> outputs) {
        OpenLineage.JobFacets facets = model.newJobFacetsBuilder()
                .jobType(model.newJobTypeJobFacetBuilder()
                        .processingType("BATCH")
                        .integration("INGEST")
                        .jobType(kind)
                        .build())
                .build();
        ObjectNode event = MAPPER.valueToTree(model.newRunEventBuilder()
                .eventType(type)
                .eventTime(at.atZone(ZoneOffset.UTC))
                .run(run)
                .job(model.newJob(namespace, job, facets))
                .inputs(inputs)
                .outputs(outputs)
                .build());
        return JsonText.line(event);
    }

    private InputDataset input(JobPlan plan) {
        DatasetPlace place = places.read(plan);
        return model.newInputDatasetBuilder()
                .namespace(place.namespace())
                .name(place.name())
                .facets(facets(place, plan.reading().schema()))
                .build();
    }

    /** All that the job's loads landed, a dataset a table. */
    private List<OutputDataset> outputs(List<LandedLoad> loads) {
        Map<DatasetPlace, Landed> tables = new LinkedHashMap<>();
        loads.forEach(load -> load.result()
                .tables()
                .forEach(table ->
                        tables.merge(places.landed(load.plan(), table.name()), Landed.of(table), Landed::plus)));
        return tables.entrySet().stream()
                .map(table -> output(table.getKey(), table.getValue()))
                .toList();
    }

    private OutputDataset output(DatasetPlace place, Landed landed) {
        return model.newOutputDatasetBuilder()
                .namespace(place.namespace())
                .name(place.name())
                .facets(facets(place, landed.schema()))
                .outputFacets(model.newOutputDatasetOutputFacetsBuilder()
                        .outputStatistics(model.newOutputStatisticsOutputDatasetFacetBuilder()
                                .rowCount(landed.rows())
                                .size(landed.bytes())
                                .fileCount(landed.files())
                                .build())
                        .build())
                .build();
    }

    private DatasetFacets facets(DatasetPlace place, Schema schema) {
        return model.newDatasetFacetsBuilder()
                .dataSource(model.newDatasourceDatasetFacet(
                        place.namespace(), uri(place.namespace()).orElse(null)))
                .schema(model.newSchemaDatasetFacet(schema.columns().stream()
                        .map(column -> model.newSchemaDatasetFacetFieldsBuilder()
                                .name(column.name())
                                .type(column.type().toString())
                                .build())
                        .toList()))
                .build();
    }

    private static Optional<URI> uri(String namespace) {
        try {
            return Optional.of(URI.create(namespace));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** With its seconds, even where they are none. */
    private static final class MomentText extends StdSerializer<ZonedDateTime> {
        private static final long serialVersionUID = 1L;

        private MomentText() {
            super(ZonedDateTime.class);
        }

        @Override
        public void serialize(ZonedDateTime moment, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment));
        }
    }

    /** What landed of one table. */
    private record Landed(Schema schema, long rows, long bytes, long files) {
        static Landed of(StagedTable table) {
            return new Landed(
                    table.landed(),
                    table.files().stream().mapToLong(StagedFile::rows).sum(),
                    table.files().stream().mapToLong(StagedFile::bytes).sum(),
                    table.files().size());
        }

        /** The later load's columns are those that the table has now. */
        Landed plus(Landed later) {
            return new Landed(later.schema, rows + later.rows, bytes + later.bytes, files + later.files);
        }
    }
}
