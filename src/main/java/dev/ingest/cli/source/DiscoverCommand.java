package dev.ingest.cli.source;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.JsonAnswer;
import dev.ingest.cli.option.RootCommand;
import dev.ingest.cli.option.SizeText;
import dev.ingest.cli.option.TextTable;
import dev.ingest.cli.option.Version;
import dev.ingest.config.workbook.NewJob;
import dev.ingest.data.Nullability;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.ApiKind;
import dev.ingest.job.name.Counted;
import dev.ingest.job.name.NearMatch;
import dev.ingest.job.name.Printable;
import dev.ingest.job.name.ShownPath;
import dev.ingest.record.answer.TablesAnswer;
import dev.ingest.run.check.NamedSource;
import dev.ingest.source.CursorCandidate;
import dev.ingest.source.TableLook;
import dev.ingest.source.TableSummary;
import dev.ingest.source.rest.openapi.OpenApi;
import dev.ingest.source.rest.openapi.Proposal;
import dev.ingest.wiring.Discovery;
import dev.ingest.wiring.Program;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest discover}: which tables a source has, and rows of the workbook for them. */
@Command(
        name = DiscoverCommand.NAME,
        description = DiscoverCommand.DESCRIPTION,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class DiscoverCommand implements Callable<Integer> {
    public static final String NAME = "discover";
    public static final String DESCRIPTION =
            "Lists the tables of a source with estimated rows and size, key, and columns that can be a watermark, or"
                    + " what an API shows; adds rows for them to the workbook.";

    private static final String UNKNOWN = "?";
    private static final String ESTIMATED =
            " that may be read; rows and sizes are the server's estimates, " + UNKNOWN + " where it has none.";
    private static final String DECLARED =
            " that the settings declare; --like PATTERN asks for the first page of each and shows its fields.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private RootCommand root = HomeOptions::new;

    @Parameters(paramLabel = "SOURCE", description = "The source, by source_name or section.")
    private String source = "";

    @Option(names = "--schema", paramLabel = "SCHEMA", description = "Only tables of this schema.")
    private Optional<String> schema = Optional.empty();

    @Option(
            names = "--like",
            paramLabel = "PATTERN",
            description = "Only tables whose name matches, case aside; %% and * stand for any letters.")
    private Optional<String> like = Optional.empty();

    @Option(
            names = "--add",
            description = "Add a row to the workbook for each table that has none, FULL and disabled (enabled = N).")
    private boolean add;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "With --add: only this one of the tables that are listed. May be repeated.")
    private List<String> chosen = List.of();

    @Option(
            names = "--openapi",
            paramLabel = "FILE",
            description =
                    "Ask nobody: propose settings and rows for the API that this OpenAPI 3 document (JSON or YAML)"
                            + " describes. Prints them as TOML.")
    private Optional<Path> openApi = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "With --openapi: write the settings into this new file.")
    private Optional<Path> target = Optional.empty();

    @Mixin
    private JsonAnswer json = new JsonAnswer();

    @Override
    public Integer call() {
        if (!add && !chosen.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Cannot choose a table: --table says what --add adds. Add --add.");
        }
        if (openApi.isEmpty() && target.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "Cannot write a file: --out takes what --openapi proposes. Add --openapi.");
        }
        if (openApi.isPresent() && json.wanted()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Cannot answer in JSON: --openapi proposes settings in TOML. Leave out --json.");
        }
        return openApi.isPresent() ? propose(openApi.get()) : root.files().quietly(json.log(), this::ask);
    }

    private ExitCode ask(Program program) {
        Discovery discovery = program.discovery();
        NamedSource named = discovery.source(source);
        List<TableSummary> tables = discovery.tables(named, pattern());
        boolean declared = named.type() instanceof ApiKind;
        print(tables, declared ? DECLARED : ESTIMATED);
        List<IngestException> failures = new ArrayList<>();
        List<TableLook> looks = new ArrayList<>();
        if (like.isPresent()) {
            looks.addAll(discovery.looks(named, tables, failures::add));
            looks.forEach(look -> new LookText(look).lines().forEach(line -> out().println(Printable.of(line))));
            failures.forEach(failure -> out().println(Printable.of(failure.getMessage())));
        }
        List<NewJob> added = add ? add(discovery, named, tables) : List.of();
        if (json.wanted()) {
            json.print(
                    spec,
                    TablesAnswer.of(
                            named.name(),
                            tables,
                            looks,
                            added.stream().map(DiscoverCommand::name).toList(),
                            failures.stream().map(IngestException::getMessage).toList()));
        }
        return failures.isEmpty() ? ExitCode.SUCCESS : ExitCode.JOB_FAILED;
    }

    /** Rows are added for what stands in the settings without a doubt. */
    private int propose(Path document) {
        Proposal proposal = OpenApi.propose(root.files().home().resolve(document), source);
        Optional<Path> file = target.map(root.files().home()::resolve);
        if (file.isPresent()) {
            NewFile.write(file.get(), proposal.toml());
            out().println("wrote " + ShownPath.of(file.get()) + ", with "
                    + Counted.of(proposal.tables().size(), "table") + ". Put what it says into .dlt/secrets.toml.");
        } else {
            out().print(proposal.toml());
            out().flush();
        }
        if (!add) {
            return ExitCode.SUCCESS.code();
        }
        return root.files().quietly(program -> {
            add(
                    program.discovery(),
                    new NamedSource(ApiKind.REST, source),
                    proposal.tables().stream().map(TableSummary::of).toList());
            return ExitCode.SUCCESS;
        });
    }

    /** Of names with their schemas. */
    private String pattern() {
        String table = like.map(text -> text.replace('*', '%')).orElse("%");
        return schema.map(name -> name + "." + table)
                .orElse(like.isEmpty() || table.contains(".") ? table : "%." + table);
    }

    private void print(List<TableSummary> tables, String remark) {
        TextTable table = new TextTable("TABLE", "ROWS", "SIZE", "KEY", "CAN BE A WATERMARK");
        tables.forEach(summary -> table.add(cells(summary)));
        table.lines().forEach(line -> out().println(Printable.of(line)));
        out().println(Counted.of(tables.size(), "table") + remark);
    }

    private static List<String> cells(TableSummary table) {
        return List.of(
                table.shortest().toString(),
                text(table.rows()),
                table.bytes().isEmpty() ? UNKNOWN : SizeText.of(table.bytes().getAsLong()),
                String.join(", ", table.primaryKey()),
                table.candidates().stream().map(DiscoverCommand::candidate).collect(Collectors.joining("; ")));
    }

    private static String text(OptionalLong number) {
        return number.isEmpty() ? UNKNOWN : Long.toString(number.getAsLong());
    }

    private static String candidate(CursorCandidate column) {
        return column.name() + " " + column.declaredType()
                + (column.index() == CursorCandidate.Index.LEADING ? ", indexed" : "")
                + (column.nullability() == Nullability.REQUIRED ? ", not null" : "");
    }

    private static String name(NewJob job) {
        return job.sourceName() + "." + job.table();
    }

    private List<NewJob> add(Discovery discovery, NamedSource named, List<TableSummary> tables) {
        List<TableSummary> wanted = chosen.isEmpty() ? tables : chosen(tables);
        List<NewJob> added = discovery.addJobs(named, wanted);
        added.forEach(job -> out().println("added " + Printable.of(name(job))));
        out().println(Counted.of(added.size(), "row") + " added, enabled = N; " + (wanted.size() - added.size())
                + " stood there already.");
        return added;
    }

    private List<TableSummary> chosen(List<TableSummary> tables) {
        List<TableSummary> wanted = new ArrayList<>();
        for (String name : chosen) {
            wanted.add(tables.stream()
                    .filter(table -> isNamed(table, name))
                    .findFirst()
                    .orElseThrow(() -> new IngestException(
                            FailureKind.CONFIG,
                            "Cannot add table " + name + ": it is not among the tables that are listed."
                                    + NearMatch.list(
                                            name,
                                            tables.stream()
                                                    .map(table ->
                                                            table.shortest().toString())
                                                    .toList())
                                    + " Correct --table; nothing was added.")));
        }
        return wanted;
    }

    private static boolean isNamed(TableSummary table, String name) {
        return table.shortest().toString().equalsIgnoreCase(name)
                || table.name().toString().equalsIgnoreCase(name);
    }

    private PrintWriter out() {
        return json.people(spec);
    }
}
