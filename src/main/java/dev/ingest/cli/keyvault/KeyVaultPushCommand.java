package dev.ingest.cli.keyvault;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.TextTable;
import dev.ingest.cli.option.Version;
import dev.ingest.job.name.Counted;
import dev.ingest.wiring.VaultContents;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest keyvault push}: secrets of files go into the vault, once their list was agreed to. */
@Command(
        name = "push",
        description = "Uploads to the key vault what secrets.toml has of the secrets of enabled jobs and lake; lists"
                + " them and asks before.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class KeyVaultPushCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private KeyVaultCommand keyVault = new KeyVaultCommand();

    @Option(names = "--yes", description = "Upload without asking.")
    private boolean agreed;

    @Override
    public Integer call() {
        return keyVault.files().quietly(program -> {
            VaultContents contents = program.vaultContents();
            List<VaultContents.Entry> entries = contents.toUpload();
            if (entries.isEmpty()) {
                out().println("Nothing to upload: " + contents.host() + " has all that the files have.");
                return ExitCode.SUCCESS;
            }
            TextTable table = new TextTable("SECRET", "VAULT NOW", "FROM");
            entries.forEach(entry -> table.add(
                    List.of(entry.name(), entry.state(), entry.elsewhere().orElse("-"))));
            table.lines().forEach(out()::println);
            String what = Counted.of(entries.size(), "secret") + " to " + contents.host();
            if (!agreed && !agrees("Upload " + what + "? [y/N] ")) {
                out().println("Nothing was uploaded.");
                return ExitCode.SUCCESS;
            }
            entries.forEach(contents::upload);
            out().println("Uploaded " + what + ". Take them out of the file now.");
            return ExitCode.SUCCESS;
        });
    }

    private boolean agrees(String question) {
        out().print(question);
        out().flush();
        Scanner answer = new Scanner(System.in, Charset.defaultCharset());
        return answer.hasNextLine()
                && answer.nextLine().strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
