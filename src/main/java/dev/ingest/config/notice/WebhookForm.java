package dev.ingest.config.notice;

/** The form of a message to a webhook. */
public enum WebhookForm {
    /** A card, as a workflow of Teams takes it. */
    TEAMS,
    /** Blocks, as Slack's incoming webhooks take them. */
    SLACK,
    /** A form of our own, for whatever else listens. */
    JSON
}
