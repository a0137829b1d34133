package dev.ingest.source.rest.endpoint;

/** A part of a request that carries the proof of who asks. */
public enum Place {
    HEADER,
    QUERY,
    COOKIE
}
