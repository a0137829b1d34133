package dev.ingest.wiring;

import dev.ingest.config.SecretKeys;
import dev.ingest.config.Setting;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.Settings;
import dev.ingest.config.row.JobRow;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.secret.SecretRef;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The names of secrets that jobs, lake and those who are told of a run may want: which of them are set, each user decides. */
final class SecretNames {
    /** Of a login to a database. */
    private static final List<String> SOURCE = Stream.concat(
                    keys("[sources.x]"), Stream.of("connection_string", "credentials.password"))
            .toList();

    /** Of a login to the lake. */
    private static final List<String> LAKE =
            keys("[destination.filesystem.credentials]").toList();

    /** Of the ways to those who are told of a run. */
    private static final List<String> TOLD = List.of("alerts", "lineage");

    private SecretNames() {}

    /** In the order that they are looked up in, the lake's first. */
    static Set<SecretRef> of(Settings settings, Collection<JobRow> rows, SettingScope lake) {
        Set<SecretRef> names = new LinkedHashSet<>();
        LAKE.forEach(key -> names.addAll(lake.names(key)));
        TOLD.forEach(section -> keys("[" + section + "]")
                .forEach(key -> names.addAll(settings.global(section).names(key))));
        rows.forEach(row -> {
            SettingScope source = settings.source(row.type(), row.sourceName());
            keys(settings, row).forEach(key -> names.addAll(source.names(key)));
        });
        return names;
    }

    /** Of an API whose settings come to nothing none is wanted: its jobs fail before. */
    private static Collection<String> keys(Settings settings, JobRow row) {
        if (row.type() instanceof DatabaseKind) {
            return SOURCE;
        }
        try {
            return Apis.secrets(settings, row.sourceName(), row.table());
        } catch (IngestException faulty) {
            return List.of();
        }
    }

    private static Stream<String> keys(String section) {
        return SettingCatalog.all().stream()
                .filter(group -> group.section().equals(section))
                .flatMap(group -> group.settings().stream())
                .map(Setting::key)
                .filter(SecretKeys::isSecret);
    }
}
