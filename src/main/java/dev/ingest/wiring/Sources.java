package dev.ingest.wiring;

import dev.ingest.config.Finding;
import dev.ingest.config.Settings;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.JobPlan;
import dev.ingest.job.SourceType;
import dev.ingest.job.name.NearMatch;
import dev.ingest.run.Job;
import dev.ingest.run.SourceOpener;
import dev.ingest.secret.AccessTokens;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import dev.ingest.source.SourceRules;
import dev.ingest.source.rest.RestRules;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What jobs read from, by {@code source_type}; jobs of one section share the way to it until this is closed. */
final class Sources implements SourceOpener {
    private final Settings settings;
    private final AccessTokens cloud;
    private final Apis apis;
    private final Map<String, Connector> connectors = new HashMap<>();
    /** What is wrong with a source, by its type and name: every job of it asks. */
    private final Map<List<String>, Optional<IngestException>> faults = new ConcurrentHashMap<>();

    /**
     * @param cloud the tokens of the one identity of the cloud
     * @param shelf where tokens are kept that replace those in the settings
     */
    Sources(Settings settings, AccessTokens cloud, Path shelf) {
        this.settings = settings;
        this.cloud = cloud;
        this.apis = new Apis(shelf);
    }

    /** What is known of a kind of source without asking it. */
    static SourceRules rules(SourceType type) {
        return type instanceof DatabaseKind database ? Databases.of(database).rules() : new RestRules();
    }

    @Override
    public synchronized Source open(Job job) {
        return way(job.row().type(), job.row().sourceName()).session();
    }

    @Override
    public synchronized Connector connector(SourceType type, String name) {
        fault(type, name).ifPresent(fault -> {
            throw fault;
        });
        return way(type, name);
    }

    private Connector way(SourceType type, String name) {
        return connectors.computeIfAbsent(
                settings.sectionOf(type, name), section -> kind(type).connector(settings, name, cloud));
    }

    @Override
    public synchronized void close() {
        connectors.values().forEach(Connector::close);
        connectors.clear();
    }

    @Override
    public String section(Job job) {
        return settings.sectionOf(job.row().type(), job.row().sourceName());
    }

    @Override
    public List<Finding> check(Job job) {
        return fault(job.row().type(), job.row().sourceName())
                .map(fault -> List.of(job.row().finding(JobColumn.SOURCE_NAME, String.valueOf(fault.getMessage()))))
                .orElseGet(() -> tableFaults(job.row()));
    }

    private List<Finding> tableFaults(JobRow row) {
        try {
            kind(row.type()).checkTable(settings, row.sourceName(), row.table());
            return List.of();
        } catch (IngestException e) {
            return List.of(row.finding(JobColumn.TABLE_NAME, String.valueOf(e.getMessage())));
        }
    }

    /** What a plan asks its source, as people read it. */
    List<String> requests(Job job, JobPlan plan) {
        return kind(job.row().type()).requests(settings, job.row().sourceName(), plan.reading());
    }

    private Optional<IngestException> fault(SourceType type, String name) {
        return faults.computeIfAbsent(List.of(type.id(), name), source -> found(type, name));
    }

    private Optional<IngestException> found(SourceType type, String name) {
        try {
            kind(type).check(settings, name, cloud);
            return Optional.empty();
        } catch (IngestException e) {
            return Optional.of(new IngestException(e.kind(), e.getMessage() + nearSection(name), e));
        }
    }

    private String nearSection(String name) {
        Set<String> known = settings.sourceSections();
        return known.contains(name) ? "" : NearMatch.question(name, known);
    }

    private SourceKind kind(SourceType type) {
        return type instanceof DatabaseKind database ? Databases.of(database) : apis;
    }
}
