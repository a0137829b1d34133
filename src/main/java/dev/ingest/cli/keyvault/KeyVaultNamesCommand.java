package dev.ingest.cli.keyvault;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.TextTable;
import dev.ingest.cli.option.Version;
import dev.ingest.wiring.VaultContents;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest keyvault names}: the names of secrets, and which of them exist. */
@Command(
        name = "names",
        description = "Lists the secrets that the enabled jobs and the lake may want, and which of them exist; of each"
                + " source one is enough, password or a connection string.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class KeyVaultNamesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private KeyVaultCommand keyVault = new KeyVaultCommand();

    @Override
    public Integer call() {
        return keyVault.files().quietly(program -> {
            VaultContents contents = program.vaultContents();
            TextTable table = new TextTable("SECRET", "VAULT", "ELSEWHERE");
            contents.entries()
                    .forEach(entry -> table.add(List.of(
                            entry.name(), entry.state(), entry.elsewhere().orElse("-"))));
            spec.commandLine().getOut().println(contents.host());
            table.lines().forEach(spec.commandLine().getOut()::println);
            return ExitCode.SUCCESS;
        });
    }
}
