package dev.ingest.commit;

import dev.ingest.commit.state.Manifest;
import java.util.Optional;

/** A load's intent and the content of the files that go with it, before any of them is written. */
final class PreparedLoad {
    private final Manifest intent;
    private final byte[] marker;
    private final Optional<byte[]> version;
    private final Optional<byte[]> state;
    private final Optional<byte[]> hashes;

    PreparedLoad(
            Manifest intent, byte[] marker, Optional<byte[]> version, Optional<byte[]> state, Optional<byte[]> hashes) {
        this.intent = intent;
        this.marker = marker;
        this.version = version;
        this.state = state;
        this.hashes = hashes;
    }

    Manifest intent() {
        return intent;
    }

    byte[] marker() {
        return marker;
    }

    Optional<byte[]> version() {
        return version;
    }

    Optional<byte[]> state() {
        return state;
    }

    Optional<byte[]> hashes() {
        return hashes;
    }
}
