package dev.ingest.run.progress;

/** What a job is about. */
public enum JobPhase {
    /** Nobody has answered yet. */
    CONNECTING("connecting"),
    /** The source answers what must be known before the first row. */
    ASKING("asking"),
    READING("reading"),
    /** All rows are staged and come to be seen. */
    PUBLISHING("publishing"),
    /** The job failed and is tried again. */
    PAUSING("waiting to try again");

    private final String words;

    JobPhase(String words) {
        this.words = words;
    }

    /** As people read it. */
    public String words() {
        return words;
    }
}
