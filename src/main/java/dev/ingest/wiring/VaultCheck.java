package dev.ingest.wiring;

import dev.ingest.config.SettingCatalog;
import dev.ingest.failure.IngestException;
import dev.ingest.run.check.Checked;
import dev.ingest.secret.SecretRef;
import dev.ingest.secret.SecretStore;
import java.util.List;
import java.util.function.Consumer;

/** Which of the secrets that jobs and lake may want are in the key vault, and can be used. */
final class VaultCheck {
    static final String PLACE = "key vault";

    private final Vault vault;
    private final SecretStore all;
    private final VaultContents contents;

    /** @param all the places that secrets are looked for in, the vault among them */
    VaultCheck(Vault vault, SecretStore all, VaultContents contents) {
        this.vault = vault;
        this.all = all;
        this.contents = contents;
    }

    /** Says who was let in, then of each secret that is anywhere where it is. */
    void run(Consumer<Checked> told) {
        List<VaultContents.Entry> found =
                contents.entries().stream().filter(VaultCheck::isSomewhere).toList();
        told.accept(new Checked(
                PLACE,
                Checked.Outcome.OK,
                vault.host() + vault.identity().map(who -> " lets in " + who).orElse(""),
                contents.entries().stream()
                        .filter(entry ->
                                isPassword(entry.ref()) && found.stream().noneMatch(other -> serves(other, entry)))
                        .map(entry -> entry.name() + " is missing, there and elsewhere.")
                        .toList()));
        found.stream().map(this::secret).forEach(told);
    }

    private Checked secret(VaultContents.Entry entry) {
        try {
            all.find(entry.ref());
            String there = entry.state().equals(Vault.ABSENT) ? "missing in the vault" : entry.state();
            return Checked.ok(
                    entry.name(),
                    there + entry.elsewhere().map(place -> ", in " + place).orElse(""));
        } catch (IngestException e) {
            return Checked.failed(entry.name(), e.getMessage());
        }
    }

    private static boolean isSomewhere(VaultContents.Entry entry) {
        return !entry.state().equals(Vault.ABSENT) || entry.elsewhere().isPresent();
    }

    /** {@code sources}, {@code shop}, {@code password}: what a source has at the least that logs in by password. */
    private static boolean isPassword(SecretRef ref) {
        List<String> path = ref.path();
        return path.size() == 3
                && path.get(2).equals(SettingCatalog.PASSWORD.key())
                && !path.get(1).equals(SettingCatalog.CREDENTIALS.key());
    }

    /** Whether the one is of the other's source, or of all sources. */
    private static boolean serves(VaultContents.Entry one, VaultContents.Entry other) {
        List<String> path = one.ref().path();
        return path.get(0).equals(other.ref().path().get(0))
                && (path.size() == 2 || path.get(1).equals(other.ref().path().get(1)));
    }
}
