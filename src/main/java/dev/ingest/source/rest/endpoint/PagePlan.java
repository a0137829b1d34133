package dev.ingest.source.rest.endpoint;

/** A way of paging, and where it ends. */
public record PagePlan(Paging paging, PageBounds bounds) {}
