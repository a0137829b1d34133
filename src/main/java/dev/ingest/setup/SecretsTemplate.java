package dev.ingest.setup;

import dev.ingest.config.workbook.NewJob;
import dev.ingest.job.SourceType;
import dev.ingest.job.name.TableName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** {@code .dlt/secrets.toml} with a section for each kind of source: in use for those that are wanted, else commented out. */
final class SecretsTemplate {
    private static final String SAMPLE_TABLE = "orders";

    private SecretsTemplate() {}

    static byte[] of(List<SourceType> wanted) {
        StringBuilder text = new StringBuilder(Template.string("secrets.toml"));
        for (SourceType kind : SourceType.all()) {
            String section = section(kind);
            text.append("\n# ").append(kind.label()).append('\n');
            text.append(wanted.contains(kind) ? section : commentedOut(section));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The row that goes with the section of {@code kind}. */
    static NewJob sampleJob(SourceType kind) {
        return new NewJob(
                kind,
                "my_" + kind.id().replace("postgresql", "postgres") + (kind.id().equals("api") ? "" : "_db"),
                TableName.parse(SAMPLE_TABLE),
                TableName.parse(SAMPLE_TABLE));
    }

    private static String section(SourceType kind) {
        return Template.string(kind.id() + ".toml");
    }

    private static String commentedOut(String section) {
        return section.lines()
                .map(line -> line.isEmpty() || line.startsWith("#") ? line : "# " + line)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
