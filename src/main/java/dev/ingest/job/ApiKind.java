package dev.ingest.job;

/** The kinds of source that are no database. */
public enum ApiKind implements SourceType {
    REST("api", "REST API");

    private final String id;
    private final String label;

    ApiKind(String id, String label) {
        this.id = id;
        this.label = label;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String label() {
        return label;
    }
}
