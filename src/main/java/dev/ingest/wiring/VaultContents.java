package dev.ingest.wiring;

import dev.ingest.config.SettingProvider;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import dev.ingest.secret.SecretRef;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The secrets that jobs and lake may want: which of them the key vault has, and which stand elsewhere. */
public final class VaultContents {
    private final Vault vault;
    private final SettingProvider environment;
    private final List<SettingProvider> files;
    private final Collection<SecretRef> names;

    VaultContents(Vault vault, List<SettingProvider> places, Collection<SecretRef> names) {
        this.vault = vault;
        this.environment = places.get(0);
        this.files = places.subList(1, places.size());
        this.names = names;
    }

    /**
     * One secret.
     *
     * @param ref its key
     * @param name as the vault has it
     * @param state what the vault says of it: {@code in the vault}, {@code -}, {@code disabled}
     * @param elsewhere the first other place that has it: {@code environment}, {@code .dlt/secrets.toml}
     */
    public record Entry(SecretRef ref, String name, String state, Optional<String> elsewhere) {}

    /** {@code my-vault.vault.azure.net}. */
    public String host() {
        return vault.host();
    }

    /**
     * All of them.
     *
     * @throws IngestException (SECRET) when the vault cannot be used
     */
    public List<Entry> entries() {
        vault.fetch(names);
        return names.stream().map(this::entry).toList();
    }

    /** Those that a file holds, and nothing that goes before it, as people name them. */
    List<String> besides() {
        return entries().stream()
                .filter(entry -> entry.state().equals(Vault.ABSENT))
                .filter(entry -> environment.secrets().find(entry.ref()).isEmpty())
                .flatMap(entry ->
                        file(entry.ref())
                                .map(file -> file.nameOf(entry.ref().path()) + " (" + file.name() + ")")
                                .stream())
                .toList();
    }

    /** Those that a file holds, and the vault not, or with another value. */
    public List<Entry> toUpload() {
        return entries().stream()
                .filter(entry -> value(entry.ref())
                        .filter(value -> !vault.secrets().has(entry.ref(), value))
                        .isPresent())
                .map(entry -> new Entry(
                        entry.ref(),
                        entry.name(),
                        entry.state(),
                        file(entry.ref()).map(SettingProvider::name)))
                .toList();
    }

    /**
     * Puts the secret of a file into the vault.
     *
     * @throws IngestException (SECRET) when the vault refuses it
     */
    public void upload(Entry entry) {
        value(entry.ref()).ifPresent(value -> vault.secrets().put(entry.ref(), value));
    }

    private Entry entry(SecretRef ref) {
        Optional<String> elsewhere = environment.secrets().find(ref).isPresent()
                ? Optional.of(environment.name())
                : file(ref).map(SettingProvider::name);
        return new Entry(ref, vault.nameOf(ref), vault.secrets().state(ref), elsewhere);
    }

    private Optional<SettingProvider> file(SecretRef ref) {
        return files.stream()
                .filter(file -> file.secrets().find(ref).isPresent())
                .findFirst();
    }

    private Optional<Secret> value(SecretRef ref) {
        return file(ref).flatMap(file -> file.secrets().find(ref));
    }
}
