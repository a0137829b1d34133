package dev.ingest.landing;

import java.util.Optional;

/**
 * A piece of a layout: plain text or a placeholder.
 *
 * @param plain text that stands for itself, never empty
 * @param placeholder present when there is no text
 */
record LayoutPiece(Optional<String> plain, Optional<Placeholder> placeholder) {
    static LayoutPiece of(String plain) {
        return new LayoutPiece(Optional.of(plain), Optional.empty());
    }

    static LayoutPiece of(Placeholder placeholder) {
        return new LayoutPiece(Optional.empty(), Optional.of(placeholder));
    }

    boolean is(Placeholder.Role role) {
        return placeholder.filter(own -> own.role() == role).isPresent();
    }
}
