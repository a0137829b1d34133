package dev.ingest.wiring;

import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.Settings;
import dev.ingest.data.ColumnType;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.ApiKind;
import dev.ingest.job.Reading;
import dev.ingest.job.name.Naming;
import dev.ingest.job.name.TableName;
import dev.ingest.secret.AccessTokens;
import dev.ingest.source.Connector;
import dev.ingest.source.SourceRules;
import dev.ingest.source.rest.RestConnector;
import dev.ingest.source.rest.RestRules;
import dev.ingest.source.rest.RestTarget;
import dev.ingest.source.rest.declared.ApiReader;
import dev.ingest.source.rest.endpoint.Api;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.exchange.Pace;
import dev.ingest.source.rest.exchange.TokenFolder;
import dev.ingest.source.rest.record.RecordTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** REST APIs: what is known of them, and how one is reached. */
final class Apis implements SourceKind {
    /** They end when nobody has used them for a while, and keep no process alive. */
    private static final Executor THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "request");
        thread.setDaemon(true);
        return thread;
    });

    /** Keys that stand in the same sections and are read elsewhere; a run without an API needs none of them. */
    private static final class Elsewhere {
        static final Set<String> KEYS = keys();

        private static Set<String> keys() {
            Set<String> keys = new HashSet<>(Set.of("columns"));
            SettingCatalog.all().forEach(group -> group.settings().forEach(setting -> keys.add(setting.key())));
            return Set.copyOf(keys);
        }
    }

    private final Path tokens;

    /** @param tokens the folder where tokens are kept that replace those in the settings */
    Apis(Path tokens) {
        this.tokens = tokens;
    }

    @Override
    public SourceRules rules() {
        return new RestRules();
    }

    @Override
    public void check(Settings settings, String name, AccessTokens cloud) {
        Api api = declared(settings, name).api();
        SettingScope scope = settings.source(ApiKind.REST, name);
        for (String key : api.secrets()) {
            if (scope.secret(key).isEmpty()) {
                throw new IngestException(
                        FailureKind.SECRET, "the secret is missing: looked for " + scope.lookedFor(key) + ".");
            }
        }
    }

    @Override
    public void checkTable(Settings settings, String name, TableName table) {
        RestConnector.check(target(settings, name), table);
    }

    @Override
    public List<String> requests(Settings settings, String name, Reading reading) {
        return RestConnector.requests(target(settings, name), reading);
    }

    @Override
    public Connector connector(Settings settings, String name, AccessTokens cloud) {
        return new RestConnector(
                target(settings, name), declared(settings, name).resources());
    }

    /**
     * The ways to the keys of all secrets that a job of {@code table} may want, those of its parents included.
     *
     * @throws IngestException (CONFIG) when the settings come to nothing
     */
    static Set<String> secrets(Settings settings, String name, TableName table) {
        ApiReader declared = declared(settings, name);
        Api api = declared.api();
        Set<String> secrets = new LinkedHashSet<>(api.secrets());
        secrets.addAll(api.furtherSecrets());
        Set<String> asked = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(table.toString()));
        while (!open.isEmpty()) {
            String resource = open.remove(0);
            if (asked.add(resource)) {
                Endpoint endpoint = declared.endpoint(TableName.parse(resource));
                secrets.addAll(endpoint.secrets());
                endpoint.repeats().parents().forEach(parent -> open.add(parent.resource()));
            }
        }
        return secrets;
    }

    private static ApiReader declared(Settings settings, String name) {
        return new ApiReader(settings.tree(ApiKind.REST, name), settings.sectionOf(ApiKind.REST, name), Elsewhere.KEYS);
    }

    private RestTarget target(Settings settings, String name) {
        ApiReader declared = declared(settings, name);
        SettingScope source = settings.source(ApiKind.REST, name);
        return new RestTarget(
                settings.sectionOf(ApiKind.REST, name),
                declared.api(),
                declared::endpoint,
                table -> types(settings.table(ApiKind.REST, name, table.toString())),
                source::secret,
                new TokenFolder(tokens.resolve(Naming.SNAKE_CASE.of(name))),
                Pace.real(),
                THREADS);
    }

    private static RecordTypes types(SettingScope table) {
        return new RecordTypes(
                table.value(SettingCatalog.NAMING),
                table.value(SettingCatalog.UNBOUNDED_NUMBER).type().orElse(new ColumnType.Decimal(38, 9)),
                table.value(SettingCatalog.TIMESTAMP_UNIT),
                table.value(SettingCatalog.MAX_TABLE_NESTING));
    }
}
