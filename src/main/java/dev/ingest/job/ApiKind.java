package dev.ingest.job;

/** The kinds of API. */
public enum ApiKind implements SourceType {
    REST;

    @Override
    public String id() {
        return "api";
    }

    @Override
    public String label() {
        return "REST API";
    }
}
