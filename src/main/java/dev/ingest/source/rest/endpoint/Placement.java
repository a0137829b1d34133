package dev.ingest.source.rest.endpoint;

/**
 * Where a token goes.
 *
 * @param name of the header, parameter or cookie
 * @param prefix what stands before the token: {@code "Bearer "}
 */
public record Placement(Place place, String name, String prefix) {
    /** The header of RFC 6750. */
    public static final Placement BEARER = new Placement(Place.HEADER, "Authorization", "Bearer ");
}
