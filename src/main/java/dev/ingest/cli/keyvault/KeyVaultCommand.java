package dev.ingest.cli.keyvault;

import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.RootCommand;
import dev.ingest.cli.option.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest keyvault}: what the key vault has of the secrets that jobs and lake want. */
@Command(
        name = KeyVaultCommand.NAME,
        description = KeyVaultCommand.DESCRIPTION,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {KeyVaultNamesCommand.class, KeyVaultPushCommand.class})
public final class KeyVaultCommand implements Callable<Integer> {
    public static final String NAME = "keyvault";
    public static final String DESCRIPTION = "Looks after the key vault that AZURE_KEY_VAULT_URL names.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private RootCommand root = HomeOptions::new;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "Cannot tell what to do with the key vault: name it, names or push.");
    }

    HomeOptions files() {
        return root.files();
    }
}
