package dev.ingest.secret;

import java.util.Objects;

/** A value that must not be seen; {@link Redaction} knows it from its making on. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
        Redaction.add(value);
    }

    /** The value itself, for the one call that hands it to a driver or client. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return Redaction.MASK;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }
}
