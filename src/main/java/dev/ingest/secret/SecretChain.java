package dev.ingest.secret;

import java.util.List;
import java.util.Optional;

/** Several stores asked in turn: the first that has the secret wins. */
public final class SecretChain implements SecretStore {
    private final List<SecretStore> stores;

    public SecretChain(List<SecretStore> stores) {
        this.stores = List.copyOf(stores);
    }

    @Override
    public Optional<Secret> find(SecretRef ref) {
        return stores.stream()
                .map(store -> store.find(ref))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
